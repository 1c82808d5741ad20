"""Sign in: a one-time code becomes the owner's cookie.

A GET alone burns no code (chat programs and mail filters open links by themselves): it shows a button. Its POST sets
the cookie and answers 200, and that page navigates: a redirect wouldn't carry a SameSite=Strict cookie everywhere.
"""

from __future__ import annotations

import secrets
import time

from aiohttp import web

from server.model.channel import MAIN
from server.services.home import guess_home
from server.store.store import Store
from server.web.app_keys import ASSETS, CHANNELS, CONFIG, LIBRARY, STORE
from server.web.auth import find_access, set_cookie
from server.web.handlers.pages import page_language, render
from server.web.requests import Form

CODE_S = 600
"""How long a code is good for."""


class SignInForm(Form):
    """POST /sign-in"""

    code: str = ""
    zone: str = ""
    """The browser's time zone, as the IANA names it."""


async def new_code(store: Store, channel: str = MAIN) -> str:
    """A one-time code, kept in the store."""
    code = secrets.token_urlsafe(18)
    await store.add_code(code, channel, expires_at=time.time() + CODE_S)
    return code


async def ask(request: web.Request) -> web.Response:
    """GET /sign-in: a button; for somebody who is in already, the way to the panel."""
    access = find_access(request)
    if access is not None and access.scope == "owner":
        raise web.HTTPSeeOther("/panel")
    return _page(request, "ask", code=request.query.get("code", ""))


async def enter(request: web.Request, form: SignInForm) -> web.Response:
    """POST /sign-in: the code is burnt, the cookie set."""
    code = form.code.strip()
    channel = await request.app[STORE].use_code(code, now=time.time()) if 0 < len(code) < 200 else None
    channels = request.app[CHANNELS]
    if channel is None or channel not in channels:
        return _page(request, "bad", status=403)
    if channels.get(channel).language is None:
        configured = request.app[CONFIG].language
        language = page_language(request) if configured == "auto" else configured
        regions = request.app[LIBRARY].people(language).homes
        home = guess_home(language, request.headers.get("Accept-Language", ""), form.zone, regions)
        await channels.change(channel, lambda old: old.model_copy(update={"language": language, "home": home}))
    response = _page(request, "done")
    set_cookie(request, response, channels.link(channel, "owner"))
    return response


def _page(request: web.Request, state: str, *, code: str = "", status: int = 200) -> web.Response:
    words = request.app[ASSETS].words_of(page_language(request), "sign-in.", "common.")
    response = render(request, "sign-in", {"words": words, "state": state}, status=status, state=state, code=code)
    # Under no-referrer a form's POST says `Origin: null`; this policy names our origin and still not the code.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
