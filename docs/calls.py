"""The table of calls in `docs/api.md`, made of the server's table of routes. `make api` writes it."""

from __future__ import annotations

from pathlib import Path

from server.web.auth import OPEN, RIGHTS
from server.web.route import RawBody, Route
from server.web.routes import ROUTES

PAGE = Path(__file__).parent / "api.md"
BEGIN, END = "<!-- calls: `make api` -->\n", "<!-- /calls -->\n"
HEAD = "| call | who may | limit | body | what it does |\n| --- | --- | --- | --- | --- |\n"


def table() -> str:
    """A row for each call of the API, in the order of the table of routes."""
    return HEAD + "".join(_row(route) for route in ROUTES if route.path.startswith("/api/"))


def renewed(page: str) -> str:
    """The page with the table of today. Raises `ValueError` for a page that has no place for it."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{BEGIN.strip()} or {END.strip()} is missing")
    return before + begin + table() + end + after


def _row(route: Route) -> str:
    query = f"?{'&'.join(route.query)}" if route.query else ""
    who = "anybody" if route.right == OPEN else ", ".join(RIGHTS[route.right])
    limit = "" if route.limit == "none" else route.limit
    cells = (f"`{route.method} {route.template}{query}`", who, limit, _body(route), route.summary)
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"


def _body(route: Route) -> str:
    """The fields of the JSON object; for another body its kind."""
    if route.body is None:
        return ""
    kinds = route.body.kinds if isinstance(route.body, RawBody) else {"application/json": route.body}
    return ", ".join(
        " ".join(f"`{field}`" for field in found.model_json_schema()["properties"]) if isinstance(found, type) else kind
        for kind, found in kinds.items()
    )


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8", newline="\n")
