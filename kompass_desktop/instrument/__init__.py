"""The instrument: its areas, questions and measure points.

Plain Python that does not depend on other packages of the program. `loading` reads an
instrument file; `catalogue` finds the files.
"""
