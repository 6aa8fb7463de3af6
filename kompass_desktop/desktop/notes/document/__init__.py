"""The note lines behind the editor: which line is which note, and undo. It knows no Qt."""
