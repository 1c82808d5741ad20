"""Engines: gets the Chromium builds that OBS's browser source is made of, 103 (OBS 28 to 30) and 127 (OBS 31 and 32).

`python -m tests.support.engines [FOLDER]` leaves FOLDER/103/chromium and FOLDER/127/chromium, some 350 MB. They are the
packed programs of the npm package @sparticuz/chromium; none of its code runs. Needs node and npm.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

PACKAGE = "@sparticuz/chromium"
VERSIONS = {"103": "103.0.0", "127": "127.0.0"}
INSIDE = "package/bin/"
UNPACK = "process.stdout.write(require('zlib').brotliDecompressSync(require('fs').readFileSync(0)))"
"""Node has Brotli; Python's own library hasn't."""


def get(version: str, to: Path) -> None:
    """Unpack one version's program, and the renderer beside it, into a folder. Raises `CalledProcessError`."""
    with TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{version}"], cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            for member in package:
                name = member.name.removeprefix(INSIDE)
                packed = package.extractfile(member)
                if packed is not None and name.endswith(".br") and name.startswith(("chromium", "swiftshader")):
                    _put(name.removesuffix(".br"), _unpacked(packed.read()), to)


def _unpacked(packed: bytes) -> bytes:
    return subprocess.run(["node", "-e", UNPACK], input=packed, check=True, capture_output=True).stdout


def _put(name: str, content: bytes, to: Path) -> None:
    if name.endswith(".tar"):
        with tarfile.open(fileobj=BytesIO(content)) as libraries:
            for member in libraries:
                inside = libraries.extractfile(member)
                if inside is not None:
                    _put(Path(member.name).name, inside.read(), to)
    else:
        program = to / name
        program.write_bytes(content)
        program.chmod(0o755)


def main() -> None:
    """Get what isn't there yet."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".engines")
    for major, version in VERSIONS.items():
        to = folder / major
        if not (to / "chromium").is_file():
            folder.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=folder) as part:  # half a program would pass for a whole one
                get(version, Path(part))
                Path(part).chmod(0o755)
                shutil.copytree(part, to, dirs_exist_ok=True)
        print(f"{to}/chromium")


if __name__ == "__main__":
    main()
