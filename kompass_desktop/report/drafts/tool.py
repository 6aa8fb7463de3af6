"""Drafts of what explains the measurement: the instrument, and how the points came about."""

from __future__ import annotations

from fractions import Fraction

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.drafts.wording import (
    bullets,
    counted,
    listed,
    number,
    paragraphs,
    sentence,
)
from kompass_desktop.report.report_data import (
    group_counts,
    is_recorded_only,
    is_standard,
    municipality_in_prose,
    period_of,
    published_in,
    status_count,
)


def about(assessment: Assessment, _board: Scoreboard) -> str:
    """Draft the chapter on the instrument and the ideal municipality."""
    instrument = assessment.instrument
    name = instrument.name
    return paragraphs(
        f"{name} kan forklares med skolen. En læreplan beskriver hva en elev bør kunne, og "
        "karakteren forteller hvor nær eleven er kommet. På samme måte bygger "
        f"{name} på en idé om den gode kommunen: hvilke rutiner, prosesser, arbeidsformer og "
        "samspill den bør ha. Evalueringen viser hvor langt det er igjen dit.",
        _origin(instrument),
        _size(instrument),
        bullets([f"{area.number} {area.title}" for area in instrument.areas]),
        f"Hvert målepunkt vurderes på {number(len(instrument.aspects))} aspekter. Sammen er de "
        "en kjede fra system til læring, og det er nyttig å se hvor den stopper:",
        bullets([f"{aspect.name}: {aspect.question}" for aspect in instrument.aspects]),
        f"Idealkommunen har {number(len(instrument.traits))} kjennetegn:",
        bullets([trait.name for trait in instrument.traits]),
        "Det er med andre ord en effektiv og lærende kommune som utvikler seg og styres etter "
        "politiske mål. Ingen kommune er slik på alle områder. Idealet viser en retning, og "
        "kommunen velger selv hvor langt den vil gå på hvert område.",
        f"{name} måler først og fremst det som er innført og virker. Det som bare er vedtatt "
        "eller planlagt, gir ikke poeng. Verktøyet måler heller ikke kvaliteten på tjenestene: "
        "En kommune kan få få poeng og likevel gi gode tjenester, men da er det sannsynlig at "
        "den bruker flere ressurser på dem enn den behøver.",
        instrument.wording,
    )


def _origin(instrument: Instrument) -> str:
    if not is_standard(instrument):
        return f"I denne evalueringen er {instrument.title} brukt."
    return (
        "Verktøyet er felles for Norden. Kommunenes arbeidsgiver- og interesseorganisasjoner i "
        "Norge, Sverige og Danmark har utviklet det sammen med norske forskere, og kommuner har "
        f"målt seg med det siden 1997. I denne evalueringen er {instrument.title} brukt."
    )


def _size(instrument: Instrument) -> str:
    maxima = {area.maximum for area in instrument.areas}
    each = f"Hvert område kan gi {shortest(maxima.pop())} poeng, og " if len(maxima) == 1 else ""
    return (
        f"{instrument.name} dekker {number(len(instrument.areas))} fokusområder med "
        f"{number(len(instrument.questions))} spørsmål og "
        f"{number(len(instrument.measure_points))} målepunkter. "
        + sentence(f"{each}til sammen kan det gi {shortest(instrument.maximum)} poeng. ")
        + "Områdene er:"
    )


def method(assessment: Assessment, board: Scoreboard) -> str:
    """Draft the chapter on how the points came about."""
    if is_recorded_only(assessment):
        return _recorded_method(assessment)
    return paragraphs(
        _interviews(assessment),
        _levels(assessment.instrument),
        "Hvert intervju kan gi en vurdering, men det er teamet som avgjør. Der teamet ikke har "
        "satt sin egen vurdering, brukes medianen av intervjuene, og poengene regnes som et "
        "forslag. Et aspekt som ikke er vurdert, gir ingen poeng og gjør summene over "
        "foreløpige. Rapporten merker slike tall.",
        _state(board),
        "Det som bare er vedtatt eller planlagt, gir ingen poeng. Målepunkter som kommunen har "
        "valgt ikke å satse på, er merket «ikke i fokus». De gir heller ingen poeng, men er "
        f"trukket fra det oppnåelige maksimumet. Den offisielle skalaen er fortsatt "
        f"{shortest(assessment.instrument.maximum)} poeng.",
        _precision(),
    )


def _interviews(assessment: Assessment) -> str:
    counts = group_counts(assessment)
    held = sum(count.held for count in counts)
    planned = sum(count.interviews for count in counts) - held
    if held == 0:
        return "Det er ikke gjennomført noen intervjuer ennå."
    period = period_of(assessment.particulars)
    when = f" ({period})" if period else ""
    groups = counted(
        sum(count.held > 0 for count in counts), "én informantgruppe", "informantgrupper"
    )
    left = f" {sentence(number(planned))} planlagte gjenstår." if planned else ""
    return (
        f"Vi har gjennomført {counted(held, 'ett intervju', 'intervjuer')} i {groups}{when}."
        f"{left} Hver gruppe ble spurt om det som den kjenner best. Informantene omtales bare "
        "som grupper, og det som ble notert i samtalene, er ikke gjengitt."
    )


def _levels(instrument: Instrument) -> str:
    names = listed([aspect.name.lower() for aspect in instrument.aspects])
    weights: set[Fraction] = {aspect.weight for aspect in instrument.aspects}
    share = "Aspektene teller likt." if len(weights) == 1 else "Aspektene teller ulikt."
    return (
        f"Målepunktene er vurdert på {names}, hver på en skala fra 0 til 4 der hvert nivå er "
        f"beskrevet med ord. {share} Fire på alle gir målepunktets fulle poengsum, null på alle "
        "gir ingen poeng, og poengene ellers følger nivåene imellom."
    )


def _state(board: Scoreboard) -> str:
    total = len(board.instrument.measure_points)
    settled = status_count(board, ScoreStatus.RATED)
    proposed = status_count(board, ScoreStatus.PROPOSAL)
    unfinished = status_count(board, ScoreStatus.PRELIMINARY, ScoreStatus.MISSING)
    if settled == total:
        return f"Teamet har avgjort alle de {total} målepunktene."
    parts = [
        f"{number(settled)} avgjort av teamet" if settled else "",
        f"{number(proposed)} foreslått ut fra intervjuene" if proposed else "",
        f"{number(unfinished)} ikke ferdig vurdert" if unfinished else "",
    ]
    return f"Av de {total} målepunktene er {listed([part for part in parts if part])}."


def _recorded_method(assessment: Assessment) -> str:
    # Only the first letter: an abbreviation such as HR stays as it is.
    names = [count.group.name for count in group_counts(assessment)]
    groups = [name[:1].lower() + name[1:] for name in names]
    period = period_of(assessment.particulars)
    when = f" i perioden {period}" if period else ""
    asked = f" Det ble gjort intervjuer med {listed(groups)}{when}." if groups else ""
    return paragraphs(
        f"Resultatene for {municipality_in_prose(assessment.particulars)} er gjengitt slik de "
        f"ble publisert {published_in(assessment.particulars)}.{asked} På bakgrunn av svarene "
        "ble hvert spørsmål gitt poeng.",
        "Poengene er registrert per spørsmål, område eller samlet. Det finnes derfor ingen "
        "vurderinger per målepunkt eller aspekt, og verken grad av intensitet eller avstand til "
        "idealkommunen kan regnes ut. Et registrert tall gjelder foran summen av delene, også "
        "der avrunding gjør at de ikke stemmer helt.",
        "Noen av målepunktene kan kommunen ha valgt ikke å satse på. Det er ikke registrert "
        "hvilke, så det oppnåelige maksimumet er ikke kjent.",
        _precision(),
    )


def _precision() -> str:
    return (
        "En poengsum er ikke nøyaktig. Forskjeller på under 5 % betyr ikke noe, verken mellom "
        "to målinger eller mellom to kommuner. Derfor er summen tegnet med et bånd rundt seg."
    )
