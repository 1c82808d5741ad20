"""Look: how the overlay looks. One model, which the store keeps, the API changes and the pages read.

Where an option is None the theme decides. In JSON the names are in camelCase.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from server.model.names import is_not_dots
from server.model.old_names import RenamedSection
from server.model.section import Section
from server.model.themes import DEFAULT_THEME, Theme
from server.text.fields import TextField, are_distinct, name_key

Font = Literal["theme", "atkinson", "inter", "roboto", "nunito", "jersey"]
Animation = Literal["theme", "none", "rise", "slide", "pop", "fade"]

MAIN_LOOK = "main"
"""The name, in a URL, of the look that a channel begins with."""
NAME_LENGTH = 30
"""Characters of a look's name, at most."""
MOST_LOOKS = 12
"""Looks with a name that a channel keeps."""


class Look(BaseModel):
    """How the overlay looks, unless its URL says otherwise."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, validate_by_name=True, serialize_by_alias=True
    )

    theme: Theme = DEFAULT_THEME
    font: Font = "theme"
    size: int | None = Field(None, ge=10, le=72, description="Of the text, in px.")
    outline: float | None = Field(None, ge=0, le=8, description="Round the letters, in px.")
    line_height: float | None = Field(None, ge=0.9, le=2.5, description="Of a line, in heights of the text.")
    gap: int | None = Field(None, ge=0, le=60, description="Between messages, in px.")
    width: int | None = Field(None, ge=120, le=3_840, description="Of the chat, in px; None: the theme decides.")
    align: Literal["left", "right"] = "left"
    direction: Literal["up", "down"] = Field("up", description="Grows up from the bottom, or down from the top.")
    order: Literal["auto", "newest-first", "newest-last"] = Field(
        "auto", description="From top to bottom. auto: the newest is where the chat grows from."
    )
    max: int = Field(40, ge=1, le=200, description="Messages on screen, at most.")
    fade: float = Field(0, ge=0, le=600, description="Seconds that a message stays; 0 is for ever.")
    leave: Literal["close", "fade", "cut"] = Field(
        "close", description="How it goes then: fades and the others close the gap gently; just fades; at once."
    )
    animation: Animation = Field("theme", description="How a message arrives.")
    badges: bool = True
    times: bool = False
    name_color: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", max_length=7)] | None = Field(
        None, description="One colour for all names; None gives each viewer their own."
    )
    plate: float | None = Field(None, ge=0, le=1, description="Opacity of what lies behind the text.")
    emote_size: float | None = Field(None, ge=0.8, le=5, description="In heights of the text.")
    tag: bool = Field(True, description="The “simulated chat” tag.")
    viewers: bool = Field(False, description="How many are watching, beside the tag.")
    tag_position: Literal["auto", "top", "bottom"] = Field("auto", description="auto: where the chat grows from.")


def _is_another(name: str) -> None:
    if name.casefold() == MAIN_LOOK:
        raise ValueError(f"{MAIN_LOOK!r} is the look that a channel begins with")
    is_not_dots(name)


_LOOK_NAME = TextField("a look's name", 1, NAME_LENGTH, refused="<>&?#/\\%", check=_is_another)

LookName = Annotated[str, _LOOK_NAME]
ActiveName = LookName | None


def look_name(text: str) -> str:
    """The name of a look as it is kept: NFC, trimmed, single spaces. Raises `ValueError`."""
    return _LOOK_NAME(text)


class NamedLook(Section):
    """A look kept under a name, so that two scenes can show two looks of one chat (`&look=name`)."""

    name: LookName
    look: Look = Look()


class LookLimit(Exception):
    """There is no room for another look."""


class NameTaken(Exception):
    """Another look has that name already."""


class Looks(RenamedSection):
    """A channel's looks: the main one, those with a name, and which of them is active.

    Frozen: a change makes a new one. Names are found whatever their capitals.
    """

    main: Look = Look()
    named: tuple[NamedLook, ...] = Field((), max_length=MOST_LOOKS)
    active: ActiveName = Field(None, description="The name of the look that pages show whose URL asks for none.")

    @model_validator(mode="after")
    def _nothing_twice(self) -> Self:
        if not are_distinct(kept.name for kept in self.named):
            raise ValueError("two looks have one name")
        return self

    @property
    def look(self) -> Look:
        """The active look."""
        kept = self.find(self.active) if self.active is not None else None
        return kept.look if kept is not None else self.main

    @property
    def show_viewers(self) -> bool:
        """Whether any of the looks says how many are watching."""
        return self.main.viewers or any(kept.look.viewers for kept in self.named)

    def find(self, name: str) -> NamedLook | None:
        """The look of that name."""
        wanted = name_key(name)
        return next((kept for kept in self.named if name_key(kept.name) == wanted), None)

    def with_active(self, name: str | None) -> Looks:
        """With that look on; None, or one that isn't there, is the main one."""
        kept = self.find(name) if name is not None else None
        return self.model_copy(update={"active": kept.name if kept is not None else None})

    def changed(self, look: Look) -> Looks:
        """With the active look made into `look`."""
        kept = self.find(self.active) if self.active is not None else None
        if kept is None:
            return self.model_copy(update={"main": look})
        return self._replaced(kept, kept.model_copy(update={"look": look}))

    def saved(self, name: str, options: Look, *, limit: int) -> Looks:
        """With a copy of the active look under `name`, with the options that are set in `options`; it becomes active.

        Raises `LookLimit`, `NameTaken`, `ValueError` if the name can't be one.
        """
        name = look_name(name)
        if self.find(name) is not None:
            raise NameTaken
        if len(self.named) >= limit:
            raise LookLimit
        look = self.look.model_copy(update=options.model_dump(exclude_unset=True, by_alias=False))
        return self.model_copy(update={"named": (*self.named, NamedLook(name=name, look=look)), "active": name})

    def renamed(self, old: str, new: str) -> Looks:
        """With another name for a look. Raises `KeyError`, `NameTaken`, `ValueError` if the name can't be one."""
        kept, new = self.find(old), look_name(new)
        if kept is None:
            raise KeyError(old)
        if self.find(new) not in (None, kept):
            raise NameTaken
        is_active = self.active is not None and self.find(self.active) == kept
        after = self._replaced(kept, kept.model_copy(update={"name": new}))
        return after.model_copy(update={"active": new}) if is_active else after

    def without(self, name: str) -> Looks:
        """Without that look; if it was active, the main one is. Raises `KeyError`."""
        kept = self.find(name)
        if kept is None:
            raise KeyError(name)
        rest = self.model_copy(update={"named": tuple(look for look in self.named if look != kept)})
        return rest.with_active(rest.active)

    def _replaced(self, old: NamedLook, new: NamedLook) -> Looks:
        return self.model_copy(update={"named": tuple(new if kept == old else kept for kept in self.named)})
