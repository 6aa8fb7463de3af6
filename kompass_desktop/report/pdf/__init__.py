"""What the PDF is set with: fonts, styles, tables, columns, running heads, the template."""
