"""What each chapter says until a consultant has written something better.

Every draft is plain text: paragraphs with a blank line between, and lines beginning
with "- " as bullets. It says only what the assessment holds.
"""
