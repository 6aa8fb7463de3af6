"""An assessment's records, its scores, and what is computed from them.

Plain Python that depends only on `kompass_desktop.instrument`: nothing here stores an
assessment or shows it.
"""
