"""A channel: one streamer's place. What the panel edits and the store keeps."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator

from server.model.look import MAIN_LOOK, Look, Looks, Worn
from server.model.on_air import GoLive, OnAir, SceneRule, Visibility, visibility_after
from server.model.own_content import OwnContent
from server.model.phrase import Address, Genre, Language, Mode
from server.text.fields import TextField, are_distinct, name_key

PaceName = Literal["calm", "normal", "lively", "frantic", "life"]
CrowdMood = Literal["gentle", "honest", "rough"]
"""How the crowd is in the mood to be: never cruel, whatever is chosen."""
Imagination = Literal["soft", "full", "off"]
"""What the crowd may suppose while nobody tells it what is on screen. `soft`: what is likely, never that something just
happened; `full`: it invents the session, for a recording or a demo; `off`: only what is always true."""

MAIN = "main"
"""The id of the channel that a server of one's own begins with."""

USUAL_VIEWERS = 110
"""Viewers of a new channel: at the normal pace some 25 to 40 of them write, as in a stream of that pace."""

GAME_NAME_LENGTHS = (2, 80)
"""Characters of a game's name, after NFC and trimming."""

MOST_SLOTS = 100
"""Slots that a channel can have at all; the config says how many it may."""


class BadName(ValueError):
    """A game or topic that can't be one: too short, too long, or with characters that nobody types."""


def _has_a_letter(name: str) -> None:
    if not any(character.isalnum() for character in name):
        raise ValueError("a name has a letter or a digit")


def _is_a_name(name: str) -> None:
    # A browser takes them for parts of the path, so that nobody could ever ask for such a one.
    if name in (".", ".."):
        raise ValueError("dots alone are no name")


def _blocked_word(text: str) -> str:
    word = _HAPPENING(text).strip("* ").casefold()
    if not 2 <= len(word) <= 40:
        raise ValueError("a blocked word has 2 to 40 characters")
    return word


def _once(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


_GAME = TextField("a name", *GAME_NAME_LENGTHS, check=_has_a_letter)
_PERSON = TextField("a name", 0, 40, refused="<>{}|@/\\")
_REGION = TextField("a region", 1, 40)
_PRESET = TextField("a name", 1, 40, refused="<>{}|@/\\", check=_is_a_name)
_HAPPENING = TextField("what is going on", 0, 140, blanks=True)

GameName = Annotated[str, _GAME]
RegionName = Annotated[str, _REGION]
PresetName = Annotated[str, _PRESET]
SituationText = Annotated[str, _HAPPENING]
BlockedWord = Annotated[
    str, AfterValidator(_blocked_word), WithJsonSchema({"type": "string", "minLength": 2, "maxLength": 40})
]
BlockedWords = Annotated[tuple[BlockedWord, ...], AfterValidator(_once)]


def game_name(text: str) -> str:
    """The name as it is kept: NFC, trimmed, single spaces. Raises `BadName`."""
    try:
        return _GAME(text)
    except ValueError as error:
        raise BadName(str(error)) from None


def preset_name(text: str) -> str:
    """The name as it is kept. Raises `ValueError`."""
    return _PRESET(text)


OLD_NAMES = {"happening": "situation"}
"""Field names of the first version, still read for one release, and the names of today."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def with_new_names(data: Any) -> Any:
    """A channel's data with its fields' names of today: exports and programs may still have those of version 0.1."""
    if not isinstance(data, dict) or not OLD_NAMES.keys() & data.keys():
        return data
    return {OLD_NAMES.get(name, name): value for name, value in data.items() if OLD_NAMES.get(name) not in data}


class Weights(_Model):
    """How often each category speaks, in any unit: only the proportions count.

    `main` is `gameplay` in a game and `comments` in just chatting; outside it goes by those names.
    """

    main: float = Field(40, ge=0, le=1_000)
    reactions: float = Field(30, ge=0, le=1_000)
    questions: float = Field(20, ge=0, le=1_000)
    emotes: float = Field(10, ge=0, le=1_000)

    @model_validator(mode="after")
    def _some(self) -> Self:
        if not self.main + self.reactions + self.questions + self.emotes > 0:
            raise ValueError("at least one weight is more than 0")
        return self

    def named(self, mode: Mode) -> dict[str, float]:
        """By the names that the categories have in `mode`."""
        first = "gameplay" if mode == "game" else "comments"
        named = {first: self.main, "reactions": self.reactions, "questions": self.questions, "emotes": self.emotes}
        return {name: int(weight) if weight == int(weight) else weight for name, weight in named.items()}


class CustomPace(_Model):
    """A pace of one's own: the shortest and the longest pause, in seconds."""

    min: float = Field(ge=0.5, le=60)
    max: float = Field(ge=0.5, le=60)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            raise ValueError("min is at most max")
        return self


Pace = PaceName | CustomPace


class Streamer(_Model):
    """Whom the chat talks to."""

    name: Annotated[str, _PERSON] = ""
    address: Address = "neutral"


class GameSlot(_Model):
    """A game, or a topic, that the channel holds ready."""

    name: GameName
    mode: Mode = "game"
    insisted: bool = Field(False, description="A model took it for none; the streamer knows better. The packs speak.")
    genre: Genre | None = Field(None, description="What kind of game it is, where no pack says so.")


class Preset(_Model):
    """A set of settings under a name, to be recalled before a show."""

    name: PresetName
    game: GameName | None = None
    mode: Mode = "game"
    pace: Pace = "normal"
    crowd: int = Field(USUAL_VIEWERS, ge=1, le=5_000)
    mood: CrowdMood = "honest"
    imagination: Imagination = "soft"
    weights: Weights = Weights()
    look: Look = Look()
    worn: Worn = Field(None, description="The name of the look that was worn; None: the main one, as `look`.")


MOST_PRESETS = 30


class BadRule(ValueError):
    """A rule for scenes that names a game, a topic or a look that there isn't."""


class GameLimit(Exception):
    """Every slot of the channel is taken."""


class Channel(_Model):
    """A channel's settings and games. Frozen: a change makes a new one."""

    id: str = Field(MAIN, pattern=r"^[\w.\-]{1,64}$", max_length=64)
    playing: bool = True
    game: GameName | None = None
    mode: Mode = "game"
    language: Language | None = Field(None, description="Of the chat; None until somebody chose or signed in.")
    pace: Pace = "normal"
    crowd: int = Field(USUAL_VIEWERS, ge=1, le=5_000, description="Viewers.")
    mood: CrowdMood = "honest"
    imagination: Imagination = "soft"
    home: RegionName | None = Field(None, description="Where four of five viewers are from; None: from everywhere.")
    weights: Weights = Weights()
    streamer: Streamer = Streamer()
    looks: Looks = Looks()
    slots: tuple[GameSlot, ...] = Field((), max_length=MOST_SLOTS)
    presets: tuple[Preset, ...] = Field((), max_length=MOST_PRESETS)
    situation: SituationText = Field("", description="What is going on, for the next lines to lean on.")
    family_friendly: bool = True
    blocked_words: BlockedWords = Field((), max_length=100, description="Words that nobody may say.")
    curtain: Visibility = "up"
    on_air: OnAir = OnAir()
    mine: OwnContent = OwnContent()

    @model_validator(mode="before")
    @classmethod
    def _old_names(cls, data: Any) -> Any:
        return with_new_names(data)

    @model_validator(mode="after")
    def _nothing_twice(self) -> Self:
        if not are_distinct(slot.name for slot in self.slots):
            raise ValueError("a game stands twice in the slots")
        if not are_distinct(preset.name for preset in self.presets):
            raise ValueError("two presets have one name")
        return self

    def with_visibility_updated(self, before: Channel) -> Self:
        """The channel with the curtain where a change since `before` puts it."""
        curtain = visibility_after(self.on_air, before.on_air, self.curtain)
        return self if curtain == self.curtain else self.model_copy(update={"curtain": curtain})

    @property
    def shows(self) -> bool:
        """Whether anything is to be seen: it plays and the curtain is up."""
        return self.playing and self.curtain == "up"

    @property
    def must_tag(self) -> bool:
        """Whether the overlay says that the chat is simulated whatever its look: on air with "keep" it does."""
        return self.on_air.since is not None and self.on_air.go_live == "keep"

    def slot(self, name: str) -> GameSlot | None:
        """The slot of that name, whatever its capitals."""
        wanted = name_key(name)
        return next((slot for slot in self.slots if name_key(slot.name) == wanted), None)

    def preset(self, name: str) -> Preset | None:
        """The preset of that name, whatever its capitals."""
        wanted = name_key(name)
        return next((preset for preset in self.presets if name_key(preset.name) == wanted), None)

    def rule_that_can_be(self, rule: SceneRule) -> SceneRule:
        """The rule with the game or look that it names, as they are written here. Raises `BadRule` for one that there
        isn't. A rule that the channel has already may outlive them."""
        if rule in self.on_air.rules:
            return rule
        match rule.do:
            case "mute":
                return rule.model_copy(update={"value": ""})
            case "look":
                look = self.looks.find(rule.value)
                if look is None and name_key(rule.value) != MAIN_LOOK:
                    raise BadRule(f"There is no look {rule.value!r}.")
                return rule.model_copy(update={"value": look.name if look is not None else MAIN_LOOK})
            case "chatting" if not rule.value:
                return rule  # about anything
        slot = self.slot(rule.value)
        if slot is None or slot.mode != rule.do:
            raise BadRule(f"{rule.value!r} is in none of the slots.")
        return rule.model_copy(update={"value": slot.name})

    def with_slot(self, slot: GameSlot, *, limit: int) -> Self:
        """The channel with that game or topic in a slot. Raises `GameLimit` past `limit` slots."""
        old = self.slot(slot.name)
        if old is not None:
            return self.model_copy(update={"slots": tuple(slot if kept == old else kept for kept in self.slots)})
        if len(self.slots) >= limit:
            raise GameLimit
        return self.model_copy(update={"slots": (*self.slots, slot)})

    def placed(self, name: str, place: int) -> Self:
        """The channel with that slot as the `place`th, 0 being the first; past the others it is the last."""
        moved = self.slot(name)
        if moved is None:
            return self
        rest = [slot for slot in self.slots if slot != moved]
        return self.model_copy(update={"slots": (*rest[:place], moved, *rest[place:])})

    def without_slot(self, name: str) -> Self:
        """The channel with that slot free again; if its game was on, nothing is."""
        old = self.slot(name)
        rest = tuple(slot for slot in self.slots if slot != old)
        on = old is not None and self.game is not None and name_key(old.name) == name_key(self.game)
        return self.model_copy(update={"slots": rest} | ({"game": None, "mode": "game"} if on else {}))


class ChannelPatch(Look):
    """Any part of a channel, as the panel sends it: the options of the look that is worn stand beside the rest.

    `game` and `mode` are left to the caller, who knows the packs and the slots; `curtain` and `playing` too, since they
    wait for nobody.
    """

    game: str | None = None
    mode: Mode = "game"
    playing: bool = True
    language: Language = "en"
    pace: Pace = "normal"
    crowd: int = Field(USUAL_VIEWERS, ge=1, le=5_000)
    mood: CrowdMood = "honest"
    imagination: Imagination = "soft"
    home: RegionName | None = None
    weights: dict[Literal["gameplay", "comments", "reactions", "questions", "emotes"], float] = Field(
        default_factory=dict
    )
    streamer: dict[Literal["name", "address"], str] = Field(default_factory=dict)
    situation: SituationText = ""
    family_friendly: bool = True
    blocked_words: BlockedWords = Field((), max_length=100)
    curtain: Literal["up", "panic"] = "up"
    go_live: GoLive | None = None
    fade_minutes: int = Field(20, ge=1, le=240)
    rules: tuple[SceneRule, ...] = Field((), max_length=20)
    look: str | None = Field(None, description="The name of the look to wear; null or an unknown one is the main one.")

    @model_validator(mode="before")
    @classmethod
    def _old_names(cls, data: Any) -> Any:
        return with_new_names(data)

    def applied_to(self, channel: Channel) -> Channel:
        """The channel with what was sent, and only that, changed. Raises `BadRule`, pydantic's `ValidationError`."""
        sent = self.model_dump(exclude_unset=True, exclude=_LEFT_TO_CALLER, by_alias=False)
        looks = channel.looks.with_active(sent.pop("look")) if "look" in sent else channel.looks
        options = {name: sent.pop(name) for name in Look.model_fields if name in sent}
        on_air = {name: sent.pop(name) for name in OnAir.model_fields if name in sent}
        if options:
            looks = looks.changed(Look.model_validate(looks.look.model_dump(by_alias=False) | options))
        if "rules" in on_air:
            on_air["rules"] = tuple(channel.rule_that_can_be(rule) for rule in self.rules)
        whole = channel.model_dump(exclude={"mine"}) | sent
        whole["looks"] = looks
        whole["on_air"] |= on_air
        whole["weights"] |= {_MAIN.get(name, name): weight for name, weight in self.weights.items()}
        whole["streamer"] |= self.streamer
        # Thousands of lines that no patch touches: they were looked at when they came.
        return Channel.model_validate(whole).model_copy(update={"mine": channel.mine})


_LEFT_TO_CALLER = {"game", "mode", "weights", "streamer", "curtain", "playing"}
_MAIN = {"gameplay": "main", "comments": "main"}
