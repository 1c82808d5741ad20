"""Web: HTTP. Pages, API, stream, links, sign-in, headers, limits, errors."""
