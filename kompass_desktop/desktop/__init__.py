"""The window, its pages and their widgets: the only package that imports Qt."""
