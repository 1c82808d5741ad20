"""Text: helpers that know nothing of the rest: what is written down, and how it is compared."""
