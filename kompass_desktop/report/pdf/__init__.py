"""The layout of the PDF: fonts, styles, tables, columns, running heads, page template."""
