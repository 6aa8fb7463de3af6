"""Drafts of the chapters' texts, which are used until a consultant has written a text.

Every draft is plain text: paragraphs with a blank line between, and lines beginning with "- "
as bullets. It contains only what follows from the assessment.
"""
