"""Drafts of what the report begins and ends with: the foreword and the closing."""

from __future__ import annotations

from kompass_desktop.assessment.comparison import extremes, is_partly_compared
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.report.drafts.wording import attained, bullets, counted, number, paragraphs
from kompass_desktop.report.report_data import (
    group_counts,
    is_recorded_only,
    municipality_in_prose,
    progress_of,
    published_in,
)

INVENTED = (
    "Dette er et fiktivt eksempel. Kommunen, intervjuene, poengene og funnene er oppdiktet "
    "for å vise hvordan en rapport kan se ut."
)


def foreword(assessment: Assessment, board: Scoreboard) -> str:
    """Draft the foreword."""
    return paragraphs(
        INVENTED if assessment.particulars.invented else "",
        _occasion(assessment, board),
        _thanks(assessment),
        f"{assessment.instrument.name} er et strategiverktøy og ikke en revisjon. Det skiller "
        "ikke mellom rett og galt, men viser hva kommunen kan velge å prioritere. Les derfor "
        "profilen først. Formen på den, og hvor sterkt kommunen arbeider på hvert område, sier "
        "mer enn poengsummen. Det har ingen betydning om summen er 5 % høyere eller lavere.",
        "Vi håper at rapporten blir brukt som utgangspunkt for samtaler i kommunestyret, i "
        "ledergruppa og ute i enhetene om hvor kommunen vil, og hva den vil begynne med.",
    )


def _occasion(assessment: Assessment, board: Scoreboard) -> str:
    particulars, instrument = assessment.particulars, assessment.instrument
    municipality = municipality_in_prose(particulars)
    if is_recorded_only(assessment):
        return (
            f"Denne rapporten gjengir resultatene av evalueringen med {instrument.name} i "
            f"{municipality} i {particulars.year}, slik de ble publisert "
            f"{published_in(particulars)}. Poengene og funnene er registrert i ettertid. "
            "Vurderingene som lå bak, er ikke med."
        )
    if board.total.is_preliminary:
        rated = progress_of(board, instrument.measure_points).words
        return (
            f"{municipality} evalueres med {instrument.name} i {particulars.year}. Evalueringen "
            f"er ikke ferdig: {rated} er ferdig vurdert."
        )
    return (
        f"{municipality} har gjennomført en evaluering med {instrument.name} i "
        f"{particulars.year}. Rapporten viser hvordan kommunen styres, ledes og utvikles på "
        f"{number(len(instrument.areas))} fokusområder, hva den er god på, og hvor det er mest "
        "å hente."
    )


def _thanks(assessment: Assessment) -> str:
    met = [count for count in group_counts(assessment) if count.held]
    if is_recorded_only(assessment) or not met:
        return ""
    interviews = counted(sum(count.held for count in met), "ett intervju", "intervjuer")
    groups = counted(len(met), "én informantgruppe", "informantgrupper")
    return (
        f"Vurderingene bygger på {interviews} i {groups}. Takk til alle som satte av tid og delte "
        "erfaringene sine så åpent."
    )


def closing(_assessment: Assessment, board: Scoreboard) -> str:
    """Draft the closing."""
    profile = profile_of(board, "")
    _, worst = extremes(profile, 3)
    most = [f"{entry.code} {entry.short} ({attained(entry.score)})" for entry in worst]
    on_these = (
        "Av spørsmålene som er ferdig vurdert, er det lengst igjen til idealet på disse:"
        if is_partly_compared(profile)
        else "På disse spørsmålene er det lengst igjen til idealet:"
    )
    return paragraphs(
        "En kommune blir det den gjør til vane. God forvaltningspraksis er derfor ikke et "
        "prosjekt som tar slutt, men noe som gjøres jevnlig, på samme måte og i hele "
        "organisasjonen. Vaner bygges av kunnskap, ferdigheter og vilje, og de må holdes ved "
        "like.",
        "Det går ikke an å ta tak i alt på én gang. Vi tilrår at kommunen velger få satsinger, "
        "forankrer dem politisk og administrativt, og gir hver av dem et mål, en ansvarlig og "
        "en frist. Noen områder kan kommunen også velge bort, så lenge det er et bevisst valg.",
        f"{on_these}\n{bullets(most)}" if most else "",
        "Mål gjerne igjen om to til fire år. Da er det profilen som viser om arbeidet har "
        "virket: om systemene er tatt i bruk i hele kommunen, om resultatene brukes, og om "
        "praksisen evalueres og utvikles.",
    )
