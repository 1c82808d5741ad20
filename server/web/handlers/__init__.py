"""Handlers: one module for each subject of the API and each page."""
