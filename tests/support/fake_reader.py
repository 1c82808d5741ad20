"""A worker that reads nothing: what a picture "says" is written in it, line by line.

A picture that begins with `hang`, `die` or `garbage` makes it do so; `hang` lasts until its input ends.
"""

from __future__ import annotations

import json
import sys
import time

CPU_S = 0.05


def main() -> None:
    """Answer until the input ends."""
    _say({"ready": True})
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        words = sys.stdin.buffer.read(asked["bytes"]).decode().splitlines()
        if words[:1] == ["hang"]:
            time.sleep(600)
        if words[:1] == ["die"]:
            return
        if words[:1] == ["garbage"]:
            sys.stdout.write("no answer\n")
            sys.stdout.flush()
            continue
        lines = [[word, 0.95, 0.4, 0.2 * at, 1.2, 0.2 * at + 0.1] for at, word in enumerate(words)]
        _say({"lines": lines, "same": words == ["same"], "cpuS": CPU_S, "mib": 900.0 if words == ["big"] else 200.0})


def _say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
