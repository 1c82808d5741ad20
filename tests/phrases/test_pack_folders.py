"""What the folders of packs hold reaches the library."""

from __future__ import annotations

from dataclasses import fields

import pytest

from server.model.phrase import LANGUAGES
from server.phrases.library import load_library
from server.phrases.pack_folders import FolderContents, our_packs


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_file_reaches_the_library(tmp_path, language):
    """With a folder of the streamer's own as without one; an empty folder takes nothing away."""
    ours = our_packs()
    for library in (load_library(), load_library(tmp_path)):
        assert library.names(language) is ours.names[language]
        assert library.people(language) is ours.people[language]
        assert library.typed(language) is ours.typed[language]
        assert library.speech(language) is ours.speech[language]
        assert library.community(language) is ours.communities[language]
    assert ours.broken == []


def test_what_is_joined_is_a_copy_of_every_part(tmp_path):
    """A library with a broken file of the streamer's own leaves ours as they were."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "broken.toml").write_text("no = [")
    ours = our_packs()
    joined = ours.joined_by(tmp_path)
    for part in fields(FolderContents):
        assert getattr(joined, part.name) is not getattr(ours, part.name)
        assert part.name == "broken" or getattr(joined, part.name) == getattr(ours, part.name)
    assert len(joined.broken) == 1
    assert ours.broken == []
