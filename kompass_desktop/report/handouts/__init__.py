"""Documents for the interviews: letter, programme, interview guide, calendar file."""
