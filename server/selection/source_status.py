"""Source status: where a show's phrases come from and who writes, as the panel tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.phrases.pack import GENERAL, Pack
from server.phrases.pack_file import CHATTING
from server.providers.status import ProviderStatus
from server.selection.channel_filter import WriterDirectory

if TYPE_CHECKING:
    from server.selection.generated_lines import GeneratedLines


def writing_of(source: Pack, generated: GeneratedLines | None, writers: WriterDirectory | None) -> dict[str, Any]:
    """The `source` of a status.

    `kind`: `written` once a model has written for the show, else `pack` or `general`.
    `state`: `off` (nobody can write), `ready`, `writing` (`provider` does), `cooling` (everybody rests, until `until`),
    `spent` (the channel's own allowance is used up, until `until`) or `refused` (`reason`, `meant`). `cooling` lists
    who rests, `next` is who goes on.
    """
    general = source.key in (GENERAL, CHATTING)
    told: dict[str, Any] = {"kind": "general" if general else "pack", "name": source.name, "state": "off"}
    if writers is None:
        return told
    statuses = writers.statuses(generated.subject if generated is not None else None)
    resting = [status for status in statuses if status.until is not None]
    told["cooling"] = [_resting(status) for status in resting]
    if statuses:
        told["state"] = "cooling" if len(resting) == len(statuses) else "ready"
        told["next"] = next((status.title for status in statuses if status.until is None), None)
        told["until"] = min((round(s.until * 1000) for s in resting if s.until), default=None)
    if generated is None:
        return told
    writer = writers.writer(generated.subject)
    if generated.has_lines:
        told |= {"kind": "written", "written": len(writer.lines)}
        latest = next(reversed(writer.lines.values()), None)
        told["provider"] = latest.provider if latest is not None else None
    if writer.refusal is not None:
        told |= {"state": "refused", "reason": writer.refusal.reason, "meant": writer.refusal.meant}
    elif writer.author is not None:
        told |= {"state": "writing", "provider": writer.author.title}
    elif statuses and (spent_until := writers.spent_until(generated.channel)) is not None:
        told |= {"state": "spent", "until": round(spent_until * 1000)}
    return told


def _resting(status: ProviderStatus) -> dict[str, Any]:
    until = round(status.until * 1000) if status.until is not None else None
    return {"name": status.name, "title": status.title, "trouble": status.error_kind, "until": until}
