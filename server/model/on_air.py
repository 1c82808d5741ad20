"""On air: what OBS said last, and what the streamer wants to happen then. Pure."""

from __future__ import annotations

from collections.abc import Set
from typing import Annotated, Literal, Self

from pydantic import Field

from server.model.section import Section
from server.text.fields import TextField, one_line

Visibility = Literal["up", "panic", "live", "scene"]
"""Whether the chat is shown; if not, why: the streamer's panic key, the go-live guard, or the scene in OBS."""
GoLive = Literal["keep", "hide", "fade"]
"""What the chat does when a real stream starts: stay, with its tag; hide until asked; thin out and then hide."""

SceneName = Annotated[str, TextField("a scene's name", 0, 200, blanks=True)]


class SceneRule(Section):
    """When the scene in OBS has `contains` in its name, do that."""

    contains: Annotated[str, TextField("a part of a scene's name", 1, 80)]
    do: Literal["game", "chatting", "look", "mute"]
    value: Annotated[str, TextField("a game's or a look's name", 0, 80)] = Field(
        "", description="The game, the topic or the look's name."
    )

    @property
    def is_whole(self) -> bool:
        """Whether it says which game or look: a rule without one must not clear the game on air."""
        return bool(self.value.strip()) or self.do in ("chatting", "mute")

    def fits(self, scene: str) -> bool:
        """Whether the rule is about that scene, whatever its capitals."""
        return self.contains.casefold() in one_line(scene).casefold()


SceneRules = Annotated[tuple[SceneRule, ...], Field(max_length=20)]
FadeMinutes = Annotated[int, Field(ge=1, le=240)]
"""Minutes that the chat takes to thin out once a real stream has started."""


class Live(Section):
    """Somebody who said that a stream runs, and hasn't taken it back."""

    page: str = Field("", max_length=64, description="Of the page, or of another reporter. Empty: it didn't say.")
    obs: str = Field("", max_length=64, description="The OBS that the page is in; several pages may be in one.")


MOST_LIVE = 32
"""Of these, remembered at most; one is enough to be on air."""


class OnAir(Section):
    """What OBS said last, and what the streamer wants of it."""

    live: tuple[Live, ...] = Field((), max_length=MOST_LIVE, description="All who say that a stream runs.")
    scene: SceneName | None = None
    recording: bool = False
    since: float | None = Field(None, description="Unix time at which OBS began to stream; None off air.")
    go_live: GoLive | None = Field(None, description="None: not chosen yet; the panel asks.")
    fade_minutes: FadeMinutes = 20
    rules: SceneRules = ()

    def rule(self) -> SceneRule | None:
        """The first rule that fits the scene."""
        scene = self.scene
        return next((rule for rule in self.rules if rule.is_whole and rule.fits(scene)), None) if scene else None

    def hearing(self, said: Live, *, streaming: bool, here: Set[str], now: float) -> Self:
        """After a page said whether a stream runs. If any page says so, it does.

        Only they can take it back, or another page of the same OBS for those that aren't `here` any more: a page that
        crashed, or was loaded anew, must not show the chat on a stream that goes on. `now` is Unix time.
        """
        if streaming:
            known = any(other.page == said.page for other in self.live)
            live = self.live if known or len(self.live) >= MOST_LIVE else (*self.live, said)
        else:
            live = tuple(other for other in self.live if not _takes_back(said, other, here))
        since = (self.since if self.since is not None else now) if live else None
        return self.model_copy(update={"live": live, "since": since})

    def off(self) -> Self:
        """After the streamer said that no stream runs, whatever pages say."""
        return self.model_copy(update={"live": (), "since": None})

    def shown_share(self, aired_s: float) -> float:
        """How much of the chat is shown after so long on air, 0 to 1: less and less while it fades."""
        if self.since is None or self.go_live != "fade":
            return 1.0
        return min(1.0, max(0.0, 1 - aired_s / (60 * self.fade_minutes)))


def visibility_after(now: OnAir, before: OnAir, visibility: Visibility) -> Visibility:
    """The visibility once `before` has become `now`.

    Panic stays until the streamer raises it. What the guard or a scene lowered goes up again when its reason is gone,
    unless there is another: a stream that ends in a scene that mutes leaves the chat hidden.
    """
    if visibility == "panic":
        return visibility
    on_air, hides = now.since is not None, now.go_live == "hide"
    if on_air and hides and (before.since is None or before.go_live != "hide"):
        return "live"
    if visibility == "live" and (not on_air or (now.go_live != before.go_live and not hides)):
        return "scene" if _mutes(now) else "up"
    mutes = _mutes(now)
    if mutes != _mutes(before) or now.scene != before.scene:
        if mutes and visibility == "up":
            return "scene"
        if not mutes and visibility == "scene":
            return "up"
    return visibility


def _mutes(on_air: OnAir) -> bool:
    rule = on_air.rule()
    return rule is not None and rule.do == "mute"


def _takes_back(said: Live, other: Live, here: Set[str]) -> bool:
    return other.page == said.page or (bool(said.obs) and other.obs == said.obs and other.page not in here)
