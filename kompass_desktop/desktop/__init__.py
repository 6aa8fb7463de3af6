"""What is seen: the window, its pages and its widgets. The only place that imports Qt."""
