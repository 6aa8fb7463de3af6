"""What was found: an assessment's records, its scores, and what they say together.

Plain Python over `kompass_desktop.instrument`; it knows neither how an assessment is
kept nor how it is shown.
"""
