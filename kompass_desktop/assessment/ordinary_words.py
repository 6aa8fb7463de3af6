"""Words that are names as well as ordinary words, such as "Berg" and "Storm".

In a text they are not always masked as names, because a report would lose ordinary words.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")

_OF_POSITIONS = """
ordfører varaordfører rådmann rådmannen kommunedirektør kommunalsjef assisterende leder nestleder
virksomhetsleder enhetsleder avdelingsleder fagleder seksjonsleder sjef direktør rektor styrer
barnehagestyrer tillitsvalgt hovedtillitsvalgt hovedverneombud verneombud rådgiver sekretær
konsulent politiker gruppeleder utvalgsleder medlem ansatt innbygger næringsliv journalist lege
lærer prest økonomi personal teknisk oppvekst kultur helse omsorg skole barnehage bibliotek plan
utvikling tjeneste service kommune kommunestyre formannskap utvalg råd lag forening møte
ordføreren varaordføreren kommunedirektøren kommunalsjefen lederen rektoren næringslivet
"""
_IN_NAMES = """
alle and bakke bakken bekk berg berge berget bjerk bjørk bjørn bok bru bø by båt dag dagen dal
dalen de den der det eik eng engen en et even fjell for foss frem frode fra gard gran gård gården
hagen han har haug haugen hav helga her hest hjort holm holmen hun hus hval i jul kirke kold krog
land lang li lie lien lind liv lund lunden mai med mo moe moen mor myr myra myhre nes neset ny
odd og ole om or ord plassen ra rein rose rud rød sand siv skog skogen slett sletten smed sol
solberg som stein sti strand stranden strøm sund sten svart tangen til tor torp tveit ulv van var
ved vi vik vika viken vinter vold voll von vår ås åsen øst øy øya
arve ask august aud borg brand brekke bu bygd eide elv elven finn fisk foss glad gro grim hall
hans hell høg jan juli juni kjær klar kle krone kveld lov låg mark marka mild nord når per rask
rolf rose ru rygg rønning skar sletta sommer sterk stad stig stor storm strøm sunn syd syn sør
teig tone torg trygg tveite tørr unn vang vest vidar vidde vis øde ørn
"""

POSITIONS = frozenset(_OF_POSITIONS.split())
"""Words for positions: an informant's "name" with such a word may be a position."""
COMMON = POSITIONS | frozenset(_IN_NAMES.split())


@lru_cache(maxsize=4)
def ordinary_words(document: str) -> frozenset[str]:
    """Return ordinary words in lower case: `COMMON` and those of an instrument's document."""
    return COMMON | {word for word in _WORD.findall(document) if word.islower()}
