"""Live: a show while it runs."""
