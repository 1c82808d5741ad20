"""Saving in the panel: by itself, with a word; and what waits for a press is never lost."""

from __future__ import annotations

import json

import pytest

from tests.support.browser import until, until_there, wait_until

pytestmark = pytest.mark.browser

SAVED = "document.querySelector('{} .saved.shown')?.textContent === 'Saved'"


@pytest.fixture
def panel(server, browser, open_page):
    """The panel of somebody who just signed in."""
    page = open_page(browser, server.sign_in_link, width=1280, height=900)
    page.click("form button")
    until(page, "location.pathname === '/panel'")
    until_there(page, "#starters .chip")
    return page


def channel(page):
    return page.evaluate("fetch('/api/channel').then((answer) => answer.json())")


def test_a_line_of_text_saves_itself_and_says_so(panel):
    """On Enter; the name, what is going on, the blocked words."""
    panel.fill("#name", "Marta")
    panel.keyboard.press("Enter")
    until(panel, SAVED.format("#you"))
    panel.fill("#situation", "the last boss")
    panel.keyboard.press("Enter")
    until(panel, SAVED.format("#situation-form"))
    panel.click("#writing-h")
    panel.fill("#blocked", "spoon, fork")
    panel.keyboard.press("Tab")
    until(panel, SAVED.format("#blocked-form"))
    now = channel(panel)
    assert (now["streamer"]["name"], now["situation"], now["blockedWords"]) == (
        "Marta",
        "the last boss",
        ["spoon", "fork"],
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The chat is on it: Boss fight · malenia"), ("es", "El chat ya está en eso: Jefe · malenia")],
)
def test_what_is_going_on_is_understood_and_confirmed(panel, language, said):
    """By the words of the game's own pack, with no key; cleared, nothing is said of it."""
    panel.evaluate(
        """(language) => fetch('/api/channel', {method: 'PATCH', headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({game: 'Elden Ring', language})})""",
        language,
    )
    if language == "es":
        panel.click("#language")
    until(panel, "document.getElementById('now-h').textContent === 'Elden Ring'")
    panel.fill("#situation", "boss fight, Malenia" if language == "en" else "contra el jefe, Malenia")
    panel.keyboard.press("Enter")
    until(panel, f"document.getElementById('situation-said').textContent === '{said}'")
    panel.fill("#situation", "left or right?" if language == "en" else "¿izquierda o derecha?")
    panel.keyboard.press("Enter")
    answering = "The chat is answering you." if language == "en" else "El chat te está contestando."
    until(panel, f"document.getElementById('situation-said').textContent === '{answering}'")
    panel.fill("#situation", "")
    panel.keyboard.press("Enter")
    until(panel, "document.getElementById('situation-said').hidden")


def test_a_choice_says_that_it_was_saved(panel):
    """Beside the section's heading: going live, family friendly, where the chat is from, what it may make up, the look."""
    panel.click("#on-air-h")
    panel.check("input[name=go-live][value=hide]", force=True)
    until(panel, SAVED.format("#on-air > h2"))
    panel.click("#writing-h")
    panel.uncheck("#family-friendly", force=True)
    until(panel, SAVED.format("#writing > h2"))
    panel.focus("#home")
    panel.select_option("#home", "britain")
    until(panel, SAVED.format("#you > h2"))
    assert channel(panel)["home"] == "britain"
    panel.click("#mood-h")
    panel.check("input[name=imagination][value=off]", force=True)
    until(panel, SAVED.format("#mood > h2"))
    assert channel(panel)["imagination"] == "off"
    panel.check("input[name=theme][value=kick]", force=True)
    until(panel, SAVED.format("#look > h2"))


def test_a_refused_name_stays_where_it_was_typed(panel, open_page):
    """What the server didn't take is marked, explained by its field's name and what is wrong with it, and still there."""
    panel.fill("#name", "<Marta>")
    panel.keyboard.press("Enter")
    until(panel, "document.getElementById('name').hasAttribute('aria-invalid')")
    told = "Your name on stream: it has characters that can’t be there. Nothing changed."
    until(panel, "(told) => document.getElementById('toast').textContent.includes(told)", told)
    panel.check("input[name=pace][value=calm]", force=True)
    until(panel, "fetch('/api/channel').then((answer) => answer.json()).then(({ pace }) => pace === 'calm')")
    assert panel.input_value("#name") == "<Marta>"
    open_page.errors.clear()  # the browser reports the 400 itself


def test_unsaved_lines_are_marked_and_kept(panel):
    """Over a change from elsewhere, a file that joins and the share's own saving; and leaving the page asks."""
    panel.click("#mine-h")
    panel.fill("#mine-lines", "mine and not saved")
    until(panel, "!document.getElementById('mine-unsaved').hidden")
    panel.evaluate(
        "(body) => fetch('/api/mine', { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body })",
        json.dumps({"share": 0.5, "lines": ["from another panel"], "names": [], "people": []}),
    )
    until(panel, "document.getElementById('mine-val').textContent.startsWith('1')")
    assert panel.input_value("#mine-lines") == "mine and not saved"
    asked = []
    panel.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    panel.reload()
    assert asked == ["beforeunload"]
    until(panel, "document.getElementById('mine-lines').value === 'from another panel'")


def test_a_file_joins_what_was_typed(panel):
    """Typed lines are saved first, so neither is lost."""
    panel.click("#mine-h")
    panel.fill("#mine-lines", "typed by hand")
    panel.set_input_files("#mine-file", {"name": "more.txt", "mimeType": "text/plain", "buffer": b"read from a file\n"})
    until(panel, "document.getElementById('mine-lines').value === 'typed by hand\\nread from a file'")
    assert panel.is_hidden("#mine-unsaved")


def test_the_share_saves_itself(panel):
    """As every slider does."""
    panel.click("#mine-h")
    panel.evaluate(
        "() => { const share = document.getElementById('mine-share'); share.value = 60; share.dispatchEvent(new Event('change')) }"
    )
    until(panel, "fetch('/api/mine').then((answer) => answer.json()).then(({ share }) => share === 0.6)")


def test_a_custom_pace_says_what_it_takes(panel):
    """The shortest pause is no longer than the longest, and neither is empty: said beneath, before anything is sent."""
    panel.click("#custom-pace-h")
    panel.fill("#pace-min", "9")
    panel.fill("#pace-max", "3")
    assert panel.text_content("#pace-error") == "The shortest pause is longer than the longest one."
    panel.click("#custom-form button")
    panel.fill("#pace-max", "")
    assert panel.text_content("#pace-error") == "From 0.5 to 60 seconds each."
    assert channel(panel)["pace"] == "normal"
    panel.fill("#pace-max", "12")
    assert panel.is_hidden("#pace-error")
    panel.click("#custom-form button")
    until(panel, "document.querySelector('input[name=pace][value=own]').checked")
    assert panel.is_visible("#pace-own")
    wait_until(panel, lambda: channel(panel)["pace"] == {"min": 9, "max": 12})


def test_a_scene_rule_can_not_be_added_empty(panel):
    """It says what is missing; a game is one of those that the channel has."""
    panel.click("#starters .chip >> nth=3")
    until_there(panel, ".entry.on")
    panel.click("#on-air-h")
    panel.click("#rule-form button")
    until(panel, "document.activeElement.id === 'rule-contains'")
    panel.fill("#rule-contains", "Boss")
    panel.click("#rule-form button")
    assert panel.text_content("#rule-error") == "Choose a game"
    assert channel(panel)["rules"] == []
    until(panel, "[...document.getElementById('rule-value').options].some(({ value }) => value === 'Elden Ring')")
    panel.select_option("#rule-value", "Elden Ring")
    panel.click("#rule-form button")
    until_there(panel, "#rules li")
    rule = {"contains": "Boss", "do": "game", "value": "Elden Ring"}
    wait_until(panel, lambda: channel(panel)["rules"] == [rule])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_follows_the_system_until_somebody_chooses(server, browser, scheme):
    """And then it stays as chosen."""
    context = browser.new_context(color_scheme=scheme, viewport={"width": 460, "height": 700}, locale="en-GB")
    page = context.new_page()
    page.goto(server.link("panel"))
    until(page, "(scheme) => document.documentElement.dataset.scheme === scheme", scheme)
    page.click("#scheme")
    other = {"light": "dark", "dark": "light"}[scheme]
    page.reload()
    until(page, "(scheme) => document.documentElement.dataset.scheme === scheme", other)
    context.close()
