"""What is asked: the instrument with its areas, questions and measure points.

Plain Python that imports nothing else of the program. How a file becomes an
`Instrument` is in `loading`; which instruments there are, in `catalogue`.
"""
