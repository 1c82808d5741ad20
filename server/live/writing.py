"""Writing: where a show's phrases come from and who writes, as the panel tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.live.house import Office
from server.phrases.pack import CHATTING, GENERAL, Pack
from server.providers.standing import Standing

if TYPE_CHECKING:
    from server.live.desk import Desk


def writing_of(source: Pack, desk: Desk | None, office: Office | None) -> dict[str, Any]:
    """The `source` of a status.

    `kind`: `written` once a model has written for the show, else `pack` or `general`.
    `state`: `off` (nobody can write), `ready`, `writing` (`provider` does), `cooling` (everybody rests, until `until`)
    or `refused` (`reason`, `meant`). `cooling` lists who rests, `next` is who goes on.
    """
    general = source.key in (GENERAL, CHATTING)
    told: dict[str, Any] = {"kind": "general" if general else "pack", "name": source.name, "state": "off"}
    if office is None:
        return told
    standings = office.standings(desk.subject if desk is not None else None)
    resting = [standing for standing in standings if standing.until is not None]
    told["cooling"] = [_resting(standing) for standing in resting]
    if standings:
        told["state"] = "cooling" if len(resting) == len(standings) else "ready"
        told["next"] = next((standing.title for standing in standings if standing.until is None), None)
        told["until"] = min((round(s.until * 1000) for s in resting if s.until), default=None)
    if desk is None:
        return told
    writer = office.writer(desk.subject)
    if desk.has_lines:
        told |= {"kind": "written", "written": len(writer.lines)}
        latest = next(reversed(writer.lines.values()), None)
        told["provider"] = latest.provider if latest is not None else None
    if writer.refusal is not None:
        told |= {"state": "refused", "reason": writer.refusal.reason, "meant": writer.refusal.meant}
    elif writer.author is not None:
        told |= {"state": "writing", "provider": writer.author.title}
    return told


def _resting(standing: Standing) -> dict[str, Any]:
    until = round(standing.until * 1000) if standing.until is not None else None
    return {"name": standing.name, "title": standing.title, "trouble": standing.trouble, "until": until}
