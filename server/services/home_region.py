"""Home: where a channel's viewers are mostly from, guessed from what the streamer's browser says of itself. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from server.model.phrase import Language

COUNTRIES: Mapping[str, str] = {
    "us": "america",
    "ca": "america",
    "gb": "britain",
    "au": "australia",
    "mx": "mexico",
    "ar": "argentina",
    "cl": "chile",
    "co": "colombia",
    "pe": "peru",
    "es": "spain",
}
"""Countries (ISO 3166) and the regions of our `viewers.toml` that they are."""

USUAL_TAGS = frozenset({"en-us", "es-es"})
"""Languages that a browser has as it is installed, anywhere: they say little of who uses it."""

_ZONES: Mapping[str, tuple[str, ...]] = {
    "america": (
        *("America/New_York", "America/Detroit", "America/Chicago", "America/Denver", "America/Boise"),
        *("America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Indiana/"),
        *("America/Indianapolis", "America/Kentucky/", "America/Louisville", "America/North_Dakota/", "US/"),
        *("America/Toronto", "America/Montreal", "America/Winnipeg", "America/Regina", "America/Edmonton"),
        *("America/Vancouver", "America/Halifax", "America/St_Johns", "Canada/"),
    ),
    "britain": ("Europe/London", "Europe/Belfast", "GB"),
    "australia": ("Australia/",),
    "mexico": (
        *("America/Mexico_City", "America/Monterrey", "America/Tijuana", "America/Cancun", "America/Merida"),
        *("America/Chihuahua", "America/Hermosillo", "America/Mazatlan", "America/Bahia_Banderas"),
        *("America/Matamoros", "America/Ojinaga", "America/Ciudad_Juarez", "Mexico/"),
    ),
    "argentina": ("America/Argentina/", "America/Buenos_Aires", "America/Cordoba", "America/Mendoza"),
    "chile": ("America/Santiago", "America/Punta_Arenas", "America/Coyhaique", "Chile/"),
    "colombia": ("America/Bogota",),
    "peru": ("America/Lima",),
    "spain": ("Europe/Madrid", "Atlantic/Canary", "Africa/Ceuta"),
}
"""Names of time zones (the IANA database, its old names too) by region; one that ends in / stands for all below it."""


def guess_home(language: Language, languages: str, zone: str, regions: Collection[str]) -> str | None:
    """The region of the clock, else of the browser's languages; None for everywhere.

    `languages` is the header Accept-Language, `zone` an IANA name or "", `regions` those where `language` is spoken.
    """
    by_clock = next((region for region, zones in _ZONES.items() if any(_is_in(zone, one) for one in zones)), None)
    if by_clock in regions:
        return by_clock
    for tag in _tags(languages):
        region = COUNTRIES.get(tag.rpartition("-")[2])
        # A clock that is elsewhere outweighs what every browser says.
        if tag.startswith(f"{language}-") and region in regions and not (zone and tag in USUAL_TAGS):
            return region
    return None


def _is_in(zone: str, one: str) -> bool:
    return zone.startswith(one) if one.endswith("/") else zone == one


def _tags(languages: str) -> Iterator[str]:
    """The browser's languages, the best first: it sends them in that order."""
    return (part.partition(";")[0].strip().casefold() for part in languages[:500].split(","))
