"""Benchmarks: figures, as ratios beside a peer in the same run. `make bench` prints them; tests are never timed."""
