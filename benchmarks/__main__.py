"""`make bench`."""

from __future__ import annotations

import resource

from benchmarks import fanout, pages
from benchmarks.readers import BROWSER

SIZES = (2_000, 5_000)


def main() -> None:
    """Print every figure."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print("Fan-out: CPU per delivery and memory per open overlay, beside a queue per connection on the same loop")
    for overlays in SIZES:
        peer, us = fanout.theirs(overlays), fanout.ours(overlays)
        ratio = us.delivery_us / peer.delivery_us
        print(
            f"{overlays:6,} overlays   ours {us.delivery_us:6.1f} us {us.overlay_kib:5.1f} KiB   "
            f"peer {peer.delivery_us:6.1f} us {peer.overlay_kib:5.1f} KiB   ratio {ratio:.2f}   (at most 0.45, 11 KiB)",
            flush=True,
        )
    browser = fanout.ours(2_000, headers=BROWSER)
    print(f" 2,000 overlays with a browser's headers   ours {browser.overlay_kib:.1f} KiB", flush=True)
    print("\nPages")
    pages.report()


if __name__ == "__main__":
    main()
