"""What each standing of a score is called, in a legend and in a table."""

from kompass_desktop.assessment.scoring import Standing

SHORT_NAMES = {
    Standing.RATED: "vurdert",
    Standing.PROPOSAL: "forslag",
    Standing.PRELIMINARY: "foreløpig",
    Standing.RECORDED: "registrert",
    Standing.MISSING: "ikke vurdert",
}
"""One word for a cell."""

EXPLANATIONS = {
    Standing.RATED: "vurdert av teamet",
    Standing.PROPOSAL: "forslag fra intervjuene",
    Standing.PRELIMINARY: "foreløpig: noe er ikke vurdert",
    Standing.RECORDED: "registrert, som publisert",
    Standing.MISSING: "ikke vurdert",
}
"""A few words for a legend, in the order from the surest to what is missing."""
