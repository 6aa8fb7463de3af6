"""The stream of notes of an interview: the editor, its gutter and its menu."""
