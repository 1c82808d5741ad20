"""Realism: how far our simulated streams are from real ones. `make realism`."""
