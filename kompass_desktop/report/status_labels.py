"""What each status of a score is called, in a legend and in a table."""

from kompass_desktop.assessment.scoring import ScoreStatus

SHORT_NAMES = {
    ScoreStatus.RATED: "vurdert",
    ScoreStatus.PROPOSAL: "forslag",
    ScoreStatus.PRELIMINARY: "foreløpig",
    ScoreStatus.RECORDED: "registrert",
    ScoreStatus.MISSING: "ikke vurdert",
}
"""One word for a cell."""

EXPLANATIONS = {
    ScoreStatus.RATED: "vurdert av teamet",
    ScoreStatus.PROPOSAL: "forslag fra intervjuene",
    ScoreStatus.PRELIMINARY: "foreløpig: noe er ikke vurdert",
    ScoreStatus.RECORDED: "registrert, som publisert",
    ScoreStatus.MISSING: "ikke vurdert",
}
"""A few words for a legend, in the order from the surest to what is missing."""
