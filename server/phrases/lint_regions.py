"""Lint regions: words that only one country says and that `viewers.toml` doesn't know: anybody would say them.

A viewer keeps one country; a word of another in their mouth gives the program away. The lists hold strong markers
only, gathered from the dialects' dictionaries (DLE marks, Diccionario de americanismos, Wiktionary's regional
labels); what several countries share isn't there, nor what means something else elsewhere ("parche", "tío", "lad").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.model.phrase import Language
from server.phrases.lint_lines import lines_of
from server.phrases.pack import Pack
from server.phrases.viewer_kinds import NOBODY, Origins

_VOSEO = (
    "habl mir jug tir peg us lleg pas qued dej mat gan compr cambi necesit empez cerr and mand agarr esper fij par llam"
    " entr gast prob guard arm salt apunt dispar cruz tom cont acord olvid pens"
)
"""Beginnings of verbs in -ar whose "-ás" is no future: "jugás"."""
_VOSEO_ER = "ten pod quer sab hac perd corr com pon le cre entend met vend romp mov ve ver tra volv"
_VOSEO_IR = "dec ven viv segu sub mor sal ped dorm o re repet serv"

_STRONG: dict[Language, str] = {
    "en": """
        innit bruv blimey bollocks arvo servo bogan crikey straya maccas wagwan mandem eejit craic gobshite y'?all
        finna hella jawn wucka\\w* telly cuppa quid knackered gutted chuffed fiver tenner bloke blokes numpty wanker
        och wee\\ bit yer\\ man gaff dodgy loo togs chilly\\ bin jandals tradie ute bugger shite feckin aye\\ lad
        toonie loonie toque fixin\\ to wicked\\ good ope
    """,
    "es": """
        weón weon hue[oó]n wn cachai cachái fome altiro po sipo yapo pololo pololear flaite cuático bacán bacana?o?
        parce parcero parcera chimba berraco verraco juepucha sisas parchar bacano gonorrea guayabo
        wey güey we[iy] nmms neta chido chida órale orale chale híjole hijole ándale andale chafa padrísimo pinche
        chingón chingona chingar carnal cuate chamaco chamaca naco\\ que qué\\ padre no\\ manches
        vos sos che boludo boluda pelotudo pibe piba quilombo bondi laburo laburar morfar posta copado copada zarpado
        chabón guita fiaca birra
        vosotros vosotras vuestro vuestra vuestros vuestras mola molan molaba molaría guay flip[oa]s? flipante flipar
        ostras joder hostia hostias curro currar currarse chaval chavales cutre bocata furgo illo mogollón gilipollas
        majo maja chungo chunga pringado pringao cabreo coña guiri pijo petarlo mazo\\ de canteo tronco
        chibolo chibola jato jamear jatear manyas asumare tombo pituco misio causita
        chamo chama arrecho arrecha naguará marico vaina burda\\ de ñaño gurí botija klk tigueraje wepa
        sois estáis habéis tenéis queréis podéis vais veis hacéis sabéis
    """,
}


def _pattern(language: Language) -> re.Pattern[str]:
    words = _STRONG[language].replace("\\ ", "_").split()
    ways = [word.replace("_", " ") for word in words]
    if language == "es":
        for stems, ending in ((_VOSEO, "ás"), (_VOSEO_ER, "és"), (_VOSEO_IR, "ís")):
            ways += [f"(?:{'|'.join(stems.split())}){ending}"]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ways)})(?![\w-])")


_PATTERNS = {language: _pattern(language) for language in _STRONG}


def _found(language: Language, text: str) -> Iterator[re.Match[str]]:
    return _PATTERNS[language].finditer(text.casefold()) if language in _PATTERNS else iter(())


def regions(pack: Pack, origins: Origins) -> Iterator[str]:
    """Lines in the dialect of a country that no viewer comes from, or in two dialects at once."""
    for placed in lines_of(pack):
        if origins.of(placed.text) == NOBODY:
            yield f"{placed.text!r} fits no viewer: its words come from different places"
        marks = origins.marks(placed.text)
        for found in _found(pack.language, placed.text):
            if not any(found[0] in mark for mark in marks):
                yield f"{placed.text!r}: {found[0]!r} is of one place; list it in viewers.toml under its region"
