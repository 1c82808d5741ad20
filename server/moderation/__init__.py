"""Moderation: the content filter and its word lists."""
