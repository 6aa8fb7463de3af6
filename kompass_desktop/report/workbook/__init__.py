"""Writes the workbook (.xlsx): the points with live formulas, and what they are based on.

One module for each sheet; `scores` has the formulas, and only `book` and `sheet` use XlsxWriter.
"""
