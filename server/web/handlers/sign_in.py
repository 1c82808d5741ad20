"""Sign in: a one-time code becomes the owner's cookie.

A GET alone burns no code (chat programs and mail filters open links by themselves): it shows a button. Its POST sets
the cookie and answers 200, and that page navigates: a redirect wouldn't carry a SameSite=Strict cookie everywhere.
"""

from __future__ import annotations

from aiohttp import web

from server.web.app_keys import assets_of, services_of
from server.web.auth import find_access, set_cookie
from server.web.rendering import page_language, render
from server.web.requests import Form


class SignInForm(Form):
    """POST /sign-in"""

    code: str = ""
    zone: str = ""
    """The browser's time zone, as the IANA names it."""


async def ask(request: web.Request) -> web.Response:
    """GET /sign-in: a button; for an owner who is signed in already, the way to the panel."""
    access = find_access(request)
    if access is not None and access.scope == "owner":
        raise web.HTTPSeeOther("/panel")
    return _page(request, "ask", code=request.query.get("code", ""))


async def enter(request: web.Request, form: SignInForm) -> web.Response:
    """POST /sign-in: the code is burnt, the cookie set."""
    languages = request.headers.get("Accept-Language", "")
    link = await services_of(request).sign_in.sign_in(form.code, page_language(request), languages, form.zone)
    if link is None:
        return _page(request, "bad", status=403)
    response = _page(request, "done")
    set_cookie(request, response, link)
    return response


def _page(request: web.Request, state: str, *, code: str = "", status: int = 200) -> web.Response:
    words = assets_of(request).words_of(page_language(request), "sign-in.", "common.")
    response = render(request, "sign-in", {"words": words, "state": state}, status=status, state=state, code=code)
    # Under no-referrer a form's POST says `Origin: null`; this policy names our origin and still not the code.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
