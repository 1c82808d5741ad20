"""The pictures in docs/: `make screenshots` takes them, of the real pages on a real server."""
