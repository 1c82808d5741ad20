"""Senses: from what OBS tells and shows to what the crowd knows of it. Pure, but for the process that reads text."""
