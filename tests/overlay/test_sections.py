"""The panel's sections: a folder each, one list of their order, and nothing that outlives `disconnect()`."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import Any

import jinja2
import pytest

OVERLAY = Path(__file__).parent.parent.parent / "overlay"
PANEL = OVERLAY / "panel"
FOLDERS = sorted(path for path in (PANEL / "sections").iterdir() if path.is_dir())
MODULES = sorted((PANEL / "sections").rglob("*.js"))
STYLES = sorted(OVERLAY.rglob("*.css"))
STYLED = sorted(page for page in OVERLAY.rglob("*.html") if "<style>" in page.read_text("utf-8"))
LONGEST_LINES = 260


def name_of(path: Path) -> str:
    return path.relative_to(OVERLAY).as_posix()


def layouts() -> Any:
    """What `layouts.html` sets."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(OVERLAY), autoescape=True)
    return environment.get_template("panel/layouts.html").module


def class_name(section: str) -> str:
    return "".join(word.capitalize() for word in section.split("-"))


def test_each_section_stands_once_in_the_list():
    """The folders are the list of the sections, and each layout has each of its columns' sections once."""
    listed = layouts()
    assert sorted(listed.SECTIONS) == [folder.name for folder in FOLDERS]
    for layout in listed.LAYOUTS:
        assert sorted(chain.from_iterable(layout["columns"])) == sorted(listed.COLUMN)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_section_is_markup_and_one_class(folder):
    """`<name>.html` has it as `data-section`; `<name>.js` exports one class, which `sections.js` has under it."""
    markup = (folder / f"{folder.name}.html").read_text("utf-8")
    assert f'data-section="{folder.name}"' in markup or f'call fold("{folder.name}"' in markup
    exported = re.findall(r"^export (.*)", (folder / f"{folder.name}.js").read_text("utf-8"), re.MULTILINE)
    assert exported == [f"class {class_name(folder.name)} extends Section {{"]
    sections = (PANEL / "sections.js").read_text("utf-8")
    key = f"'{folder.name}'" if "-" in folder.name else folder.name
    assert f"\n  {key}: {class_name(folder.name)},\n" in sections


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_section_keeps_its_state_in_its_class(module):
    """A section can be made twice: no module of one has a variable or an empty container of its own."""
    source = module.read_text("utf-8")
    assert not re.findall(r"^(?:export )?(?:let|var) .*", source, re.MULTILINE)
    containers = r"^(?:export )?const \w+ = (?:\[\]|\{\}|new (?:Weak)?(?:Map|Set)\(\)|new AbortController\(\)).*"
    assert not re.findall(containers, source, re.MULTILINE)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_section_starts_only_what_disconnect_stops(module):
    """Listeners, timers and observers come from `Section`, which ends them; none is begun past it."""
    source = module.read_text("utf-8")
    past = r"\baddEventListener\(|\bset(?:Timeout|Interval)\(|\bnew \w+Observer\(|\.on[a-z]+ = "
    assert not re.findall(past, source)


@pytest.mark.parametrize("style", [*STYLES, *STYLED], ids=name_of)
def test_a_style_sheet_has_one_property_a_line(style):
    """A change of one property is a change of one line; a sheet is of one subject, and so short."""
    text = style.read_text("utf-8")
    if style.suffix == ".html":
        text = "\n".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    assert text.count("\n") <= LONGEST_LINES, "split it by subject"
    for line in text.splitlines():
        declared = re.sub(r"url\([^)]*\)|\"[^\"]*\"|'[^']*'", "", line)
        assert not re.search(r";\s*\S", declared), line
        assert not re.search(r"\{\s*[\w-]+\s*:", declared), line


def test_the_small_helpers_of_the_pages_stand_once():
    """`$`, `element`, `button`, `option` and `icon` are those of `common/dom.js`."""
    for module in OVERLAY.rglob("*.js"):
        if module != OVERLAY / "common/dom.js":
            made = r"^(?:export )?(?:const|function) (?:\$|element|button|option|icon)(?: =|\()"
            assert not re.findall(made, module.read_text("utf-8"), re.MULTILINE), name_of(module)
