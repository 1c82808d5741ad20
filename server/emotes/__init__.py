"""Emotes: images that stand for a word. The house's are the pages' own; these are the streamer's."""
