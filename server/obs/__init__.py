"""OBS itself, through obs-websocket 5: our sources in it, and what it says of scenes and streams."""
