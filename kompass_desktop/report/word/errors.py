"""The errors of writing a Word document."""


class UnusableTemplate(Exception):
    """A template cannot be used; the message is a translated sentence."""
