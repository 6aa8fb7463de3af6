"""The results as slides (.pptx); the only package that imports python-pptx."""
