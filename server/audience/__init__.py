"""Audience: who chats, when and how. Pure: seeded, no I/O, no clock of its own."""
