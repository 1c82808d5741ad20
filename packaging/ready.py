"""The ready build's program: `seatfiller`, and a window that stays when there is something to read in it."""

import sys

from server.cli import REFUSED, main


def window_is_ours_alone() -> bool:
    """Whether a double-click opened this console: it closes with us, and takes with it why."""
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.GetConsoleProcessList((ctypes.c_uint * 2)(), 2) == 1)


if __name__ == "__main__":
    try:
        code = main()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else REFUSED
    if code and window_is_ours_alone():
        input("\nEnter ⏎ ")
    raise SystemExit(code)
