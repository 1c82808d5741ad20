"""`make bench`."""

from __future__ import annotations

import resource

from benchmarks import fanout, floor, pages, screens, soak, writing
from benchmarks.readers import BROWSER

SIZES = (2_000, 5_000)


def main() -> None:
    """Print every figure."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print("Fan-out: CPU per delivery and memory per open overlay, beside a queue per connection and the bare kernel")
    for overlays in SIZES:
        least = floor.floor_us(overlays)
        us = fanout.ours(overlays)
        print(
            f"{overlays:6,} overlays   ours           {us.delivery_us:6.1f} us {us.overlay_kib:5.1f} KiB (at most 11)"
        )
        print(f"{'':18}kernel's floor {least:6.1f} us   {us.delivery_us / least:.2f} of it", flush=True)
        for loop in ("asyncio", "uvloop"):
            peer = fanout.theirs(overlays, loop)
            ratio = us.delivery_us / peer.delivery_us
            print(
                f"{'':18}peer on {loop:7} {peer.delivery_us:6.1f} us {peer.overlay_kib:5.1f} KiB   ratio {ratio:.2f}"
                f" (at most 0.45; the floor alone {least / peer.delivery_us:.2f})",
                flush=True,
            )
    browser = fanout.ours(2_000, headers=BROWSER)
    print(f" 2,000 overlays with a browser's headers   ours {browser.overlay_kib:.1f} KiB", flush=True)
    print("\nPages")
    pages.report()
    soak.report()
    print("\nSenses")
    screens.report()
    print("\nLanguage models")
    writing.report()


if __name__ == "__main__":
    main()
