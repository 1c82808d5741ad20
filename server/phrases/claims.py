"""Claims: whether a line says that something has just happened, which is true only right after a moment.

"he died" and "nice shot" do. The patterns are few on purpose: a miss costs one odd line, a false alarm a good one.
Pure.
"""

from __future__ import annotations

import re

from server.model.phrase import Language

LONGEST = 400
"""Characters of a text that is looked at; no line has as many."""

_EN_WHO = r"(?:he|she|they|you|we|u)"
_EN_DID = r"(?:died|won|lost|missed|scored|whiffed|choked|clutched|survived|did it|made it|got (?:him|her|them|hit))"
_EN_NICE = r"(?:nice|great|good|insane|sick|clean|what a|unreal|beautiful)"
_EN_FEAT = r"(?:shot|kill|goal|save|catch|dodge|parry|headshot|block|flick|clutch|finish|tackle|throw|jump|ace)s?"
_END = r"(?: (?:again|lol|lmao|already|omg|bro|dude|man|there|holy))*[!.]*"

_ES_NICE = r"(?:qu[eé]|buen|buena|vaya|tremend[oa]|menud[oa]|alt[oa]|linda|lindo|bonito|bonita|bien)"
_ES_FEAT = (
    r"(?:tiro|tirazo|gol|golazo|disparo|kill|jugada|jugad[oó]n|parada|atajada|paradón|headshot|pase|clutch|remate)"
)
_ES_DID = r"(?:muri[oó]|gan[oó]|perdi[oó]|fall[oó]|meti[oó]|marc[oó]|mat[oó]|lo logr[oó]|sobrevivi[oó])"
_ES_DO = (
    r"(?:mori|mata|gana|perde|falla|meter|marca|cae|romper|rompe|explota|solta|cae|anota|elimina|derrota|mete"
    r"|tira|empata|pasarse)r?"
)
_ES_END = r"(?: (?:otra vez|de nuevo|ya|jaja\w*|xd|no|bro|wey|che))*[!.]*"

_CLAIMS: dict[Language, tuple[re.Pattern[str], ...]] = {
    "en": (
        re.compile(rf"(?:(?:oh|and|omg|wow|no|lol|nooo*) )*{_EN_WHO} (?:just |actually )*{_EN_DID}{_END}"),
        re.compile(rf"(?:(?:oh|wow|omg|that was an?) )*{_EN_NICE} {_EN_FEAT}{_END}"),
        re.compile(r"g+o{2,}l+[!.]*|g+o+a{2,}l+[!.]*|goal+[!.]*"),
        re.compile(
            rf"(?:\w+ ){{0,2}}{_EN_WHO} just (?:died|won|lost|missed|scored|killed|whiffed|choked)(?: \w+){{0,3}}\??"
        ),
        re.compile(r"(?:wait )?(?:what|that) just happened\??"),
        re.compile(rf"(?:(?:and|oh|no) )*(?:hes|shes|theyre|youre|its) (?:dead|down){_END}"),
        re.compile(rf"(?:died|dead|killed it|missed it|you did it|lets go+ you won){_END}"),
    ),
    "es": (
        re.compile(rf".*\b(?:se |te |lo |la |le |nos )?acab(?:a|as|an|amos) de {_ES_DO}(?:te|se|lo|la|la)?\b.*"),
        re.compile(rf"(?:(?:uf+|wow|no|uy|dios) )*{_ES_NICE} {_ES_FEAT}(?: eh)?{_ES_END}"),
        re.compile(r"g+o{2,}l+(?:azo+)?[!.]*|gol(?:azo+)?[!.]*"),
        re.compile(rf"(?:(?:y|ya|uy|uf|no|se(?= muri)) )*{_ES_DID}{_ES_END}"),
        re.compile(
            rf"(?:(?:y|ya|uy|no) )*(?:te|lo|la|nos) (?:mat(?:ó|o|aron)|tir(?:ó|aron)|elimin(?:ó|aron)){_ES_END}"
        ),
        re.compile(rf"(?:(?:y|uy|no) )*(?:moriste|ganaste|perdiste|fallaste|ganamos|perdimos|la fallaste){_ES_END}"),
        re.compile(r"(?:pero )?qu[eé] acaba de pasar\??"),
    ),
}


def claims_a_moment(text: str, language: Language) -> bool:
    """Whether a message says that something happened this very second. One that is too long for a line doesn't."""
    if len(text) > LONGEST:
        return False
    plain = " ".join(text.casefold().replace("'", "").replace(",", " ").replace("¡", "").split())
    return any(pattern.fullmatch(plain) for pattern in _CLAIMS.get(language, ()))
