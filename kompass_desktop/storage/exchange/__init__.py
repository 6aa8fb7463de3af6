"""Files that assessments come and go in: formats, their limits, what they may say."""
