"""Emotes: images that stand for a word. These are the streamer's; the built-in ones are in `overlay/emotes/`."""
