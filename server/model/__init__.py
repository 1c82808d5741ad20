"""Model: a channel's settings, look, visibility and own content, and what a phrase is. Plain data."""
