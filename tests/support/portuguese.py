"""A language that doesn't come along, as somebody would bring it: a few small files in the data folder."""

from __future__ import annotations

from pathlib import Path

GENERAL = """
[phrases]
gameplay = ["esse mapa é bonito demais", "pega aquela chave ali", "o chefe tá fraco", "{game} é bom demais",
  "vai pela esquerda", "esse caminho já foi", "faltou vida nessa hora", "guarda a poção", "usa o escudo"]
reactions = ["caramba", "nossa", "kkkkk", "mano do céu", "eita", "boa", "aí sim", "ufa", "putz", "que isso"]
questions = ["qual é o próximo jogo", "já jogou esse antes?", "quantas horas faltam", "esse chefe é o último?"]
emotes = ["LUL", "KEKW", "Pog"]
[moments.hype]
label = "Hype"
lines = ["BOOOA", "VAMOOO", "É ISSO AÍ"]
[moments.golaco]
label = "Golaço"
lines = ["GOLAÇO", "QUE GOLAÇO", "golaaaço"]
"""
CHATTING = """
[phrases]
comments = ["meu gato faz igual", "ontem choveu demais aqui", "café sem açúcar sempre", "aqui tá um calor danado"]
reactions = ["verdade", "kkkkk", "sei como é"]
questions = ["como foi o dia?", "qual é o assunto"]
emotes = ["LUL"]
"""
NAMES = """
whole = ["pao_de_queijo", "brigadeiro99"]
starts = ["sol", "lua", "mar", "rio", "flor", "gato", "vento", "pedra"]
ends = ["zinho", "zao", "br", "_77", "xd", "lol", "doce", "azul"]
"""
INTENTS = """
[moments]
hype = ["ganhei", "matei o chefe"]
[not]
words = ["nao", "quase"]
"""
WORDS = """
block = ["palavrao*"]
mild = ["droga"]
advert = ["use meu codigo"]
"""
PROMPT = """
Você escreve o chat de uma live simulada. Escreva em {language}. Marca secreta: {canary}
letra|texto
g: o que acontece neste jogo
"""
FILES = {
    "packs/pt/general.toml": GENERAL,
    "packs/pt/chatting.toml": CHATTING,
    "packs/pt/names.toml": NAMES,
    "packs/pt/intents.toml": INTENTS,
    "words/pt.toml": WORDS,
    "prompts/pt/game.txt": PROMPT,
}


def bring(data: Path, *, without: str = "") -> None:
    """Put the files into a data folder, but for one."""
    for name, text in FILES.items():
        if name != without:
            path = data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
