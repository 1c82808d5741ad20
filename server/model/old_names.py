"""Old names: what fields were called in version 0.1; exports and programs that have them are read for one release more.

The rows of the store are renamed by its migrations.
"""

from __future__ import annotations

from typing import Any

from pydantic import model_validator

from server.model.section import Section

OLD_NAMES = {"happening": "situation", "curtain": "visibility", "worn": "active"}
"""Each beside the field's name of today."""


class RenamedSection(Section):
    """A section that takes a field by its old name too; where both are given the new one counts."""

    @model_validator(mode="before")
    @classmethod
    def _new_names(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not OLD_NAMES.keys() & data.keys():
            return data
        return {OLD_NAMES.get(name, name): value for name, value in data.items() if OLD_NAMES.get(name) not in data}
