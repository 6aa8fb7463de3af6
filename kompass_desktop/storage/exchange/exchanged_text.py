"""The message about the result of an exchange with colleagues."""

from __future__ import annotations

from collections.abc import Iterator

from kompass_desktop.i18n import ntr, tr
from kompass_desktop.storage.exchange.colleagues import Exchanged, Received
from kompass_desktop.storage.exchange.sent_name import SENT_TIME
from kompass_desktop.storage.exchange.summary import (
    changes_text,
    conflicts_sentence,
    earlier_sentence,
    warnings,
)


def exchanged_sentence(done: Exchanged) -> str:
    """Return sentences on what was sent, received and removed, and on unsettled conflicts."""
    return " ".join(sentence for sentence in _sentences(done) if sentence)


def _sentences(done: Exchanged) -> Iterator[str]:
    if done.sent:
        yield tr("Sent as “{0}”.").format(done.sent)
    else:
        yield tr("Nothing was sent.")
    yield _what_came(done)
    for received in done.received:
        yield earlier_sentence(received.arrival)
        yield from warnings(received.arrival)
    yield conflicts_sentence(done.conflicts)
    yield _cleared_up(done.removed)


def _what_came(done: Exchanged) -> str:
    news = [each for each in done.received if not each.arrival.is_empty]
    if not news:
        return tr("Nothing new has come from colleagues.")
    return " ".join(tr("From {0}: {1}.").format(each.who, _news_of(each)) for each in news)


def _news_of(received: Received) -> str:
    return changes_text(received.arrival) or tr("changes that you had already")


def _cleared_up(names: tuple[str, ...]) -> str:
    """Return a sentence on the removed files, by the times in their names, or ""."""
    if not names:
        return ""
    times = [SENT_TIME.findall(name)[-1] for name in names if SENT_TIME.search(name)]
    sentence = ntr(
        "Your older file of {0} was removed.", "Your older files of {0} were removed.", len(names)
    )
    return sentence.format(", ".join(times))
