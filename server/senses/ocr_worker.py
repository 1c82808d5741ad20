"""OCR worker: a process that reads the text of pictures. It gets JPEGs on standard input and answers in JSON lines.

It has no network, no file and no secret of ours: pictures come from whatever the game shows. One thread at the lowest
priority; it ends when its input does, and when a picture would take more memory than it may.

Asked: a line `{"bytes": n, "band": bool}`, then n bytes. Answered: a line `{"lines": [[text, score, left, top, right,
bottom]], "same": bool, "cpuS": x, "mib": x}`; places in heights of the whole picture. `same`: nothing has changed since
the last reading of that part, so it wasn't read.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from typing import Any, BinaryIO

SIDE = 480
"""The longer side in pixels that text is looked for in. A picture 640 wide takes .2 s of a core, its band .09 s; at the
library's own 736, which also enlarges, one second and twice the memory."""
BAND = (0.15, 0.65)
"""Of the height: here games write what has just happened."""
LARGEST_SIDE = 2_000
LARGEST_BYTES = 4 * 1024 * 1024
THUMBNAIL = (64, 36)
NICE = 5
"""Of 19: behind the game and OBS, and yet not starved by them: at 15 a busy machine gives it nothing for minutes."""
CHANGED = 10
"""Of 255: from here on a cell of the thumbnail is another one; JPEG's own noise stays below 4."""


def main() -> None:
    """Read pictures until the input ends."""
    _be_modest()
    out = sys.stdout.buffer
    # What libraries print must not stand among the answers.
    sys.stdout = sys.stderr
    reader = PictureReader()
    _say(out, {"ready": True, "cpuS": time.process_time(), "mib": _mib()})
    while line := sys.stdin.buffer.readline(1_000):
        asked = json.loads(line)
        size = int(asked["bytes"])
        if not 0 < size <= LARGEST_BYTES:
            return
        picture = sys.stdin.buffer.read(size)
        if len(picture) < size:
            return
        before = time.process_time()
        answer = reader.read(picture, band=bool(asked["band"]))
        _say(out, answer | {"cpuS": time.process_time() - before, "mib": _mib()})


class PictureReader:
    """Reads text, and knows what it read last."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        self._ocr: Any = RapidOCR(
            params={
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
                "Global.use_cls": False,
                "Global.log_level": "critical",
                "Det.limit_type": "max",
                "Det.limit_side_len": SIDE,
            }
        )
        self._thumbnails: dict[bool, Any] = {}

    def read(self, picture: bytes, *, band: bool) -> dict[str, Any]:
        """The lines of a picture, or of its band."""
        import cv2
        import numpy as np

        whole = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
        if whole is None or max(whole.shape[:2]) > LARGEST_SIDE:
            return {"lines": [], "same": False}
        height = whole.shape[0]
        top = round(height * BAND[0]) if band else 0
        part = whole[top : round(height * BAND[1])] if band else whole
        small = cv2.resize(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), THUMBNAIL, interpolation=cv2.INTER_AREA)
        before = self._thumbnails.get(band)
        if before is not None and int(cv2.absdiff(before, small).max()) < CHANGED:
            return {"lines": [], "same": True}
        self._thumbnails[band] = small
        found = self._ocr(np.ascontiguousarray(part))
        if found.txts is None or found.boxes is None:
            return {"lines": [], "same": False}
        lines = []
        for text, score, box in zip(found.txts, found.scores, found.boxes, strict=True):
            left, right = float(box[:, 0].min()), float(box[:, 0].max())
            above, below = float(box[:, 1].min()) + top, float(box[:, 1].max()) + top
            lines.append([str(text), float(score), *(round(at / height, 4) for at in (left, above, right, below))])
        return {"lines": lines, "same": False}


def _be_modest() -> None:
    """The game and OBS come first. On Windows the priority is given by who starts it."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICE)


def _mib() -> float:
    """The most memory that it held so far; 0 where the system doesn't tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 / 1024 if sys.platform == "darwin" else most / 1024


def _say(out: BinaryIO, answer: dict[str, Any]) -> None:
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    main()
