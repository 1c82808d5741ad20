"""Senses: from what OBS tells of the sound to what the crowd knows of it. Pure."""
