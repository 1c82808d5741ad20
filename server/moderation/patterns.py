"""Patterns: what no line may have in it, whatever its words: addresses, commands, markup, the words of protocols.

Each begins with something that is there only once for each character, so that looking is linear.
"""

from __future__ import annotations

import re

_ANYWHERE = "com|net|org|tv|gg|io|ly|xyz|ru|app|dev"
"""Ends of addresses that are no words: known as such even with spaces around the dot."""
_ATTACHED = (
    f"{_ANYWHERE}|me|es|mx|ar|co|cl|pe|uk|de|fr|br|pt|it|eu|us|ca|to|cc|ai|sh|su|pw|tk|biz|info|live|link|site|shop|top"
    "|club|store|online|website|fun|bet|win|casino|test|example|zip|page|click|games|stream|vip|pro"
)
_DOT = r"(?:\.|[(\[{]\s?(?:\.|dot|punto)\s?[)\]}]|\bdot\b|\bpunto\b)"

LINK = re.compile(
    r"(?:https?|hxxps?|ftp)\s?:\s?/|\bjavascript\s?:|\bwww\s?[.\s]\s?\w|(?<![:/])//\w"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b"
    rf"|\w\s?{_DOT}\s?(?:{_ANYWHERE})\b"
    rf"|\w(?:\.|[(\[{{]\s?(?:\.|dot|punto)\s?[)\]}}])(?:{_ATTACHED})\b(?!\.?\w)"
    rf"|\w\s(?:dot|punto)\s(?:{_ATTACHED})\b"
    r"|\w\.[a-z]{2,12}/\w|\bdiscord\s?\.?\s?gg\b|\bxn--"
    # An address in another script: халява.рф
    r"|[^\W\d_a-zA-Z\u00c0-\u024f]\s?\.\s?[^\W\d_a-zA-Z\u00c0-\u024f]{2}",
    re.IGNORECASE,
)
EMAIL = re.compile(
    r"[\w+-]\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}\s?(?:\.|\(dot\)|\[dot\]|\(punto\))\s?\w{2}", re.IGNORECASE
)
PHONE = re.compile(r"\+?\d(?:[\s().-]{0,2}\d){7}")
MENTION = re.compile(r"@\w")
MARKUP = re.compile(r"<\s?[a-zA-Z/!?]|&\w{1,12};|&#|```|`|\*\*|__|\]\(|^\s{0,3}#{1,6}\s|[{}\\]|\[/?\w{1,40}\]|\|")
COMMAND = re.compile(
    r"\s?(?:[/!][^\W\d]|\.(?:ban|unban|timeout|mod|unmod|vip|clear|slow|raid|host|w|whisper)\b)", re.IGNORECASE
)
"""At the beginning: what a chat takes for an order."""
PROTOCOL = re.compile(
    r"\W{0,4}(?:system|assistant|user|developer|tool|event|retry|data|id|sistema|asistente|usuario)\W{0,3}:",
    re.IGNORECASE,
)
"""At the beginning: roles of a conversation with a model, fields of an event stream."""
HASHTAG = re.compile(r"(?<![\w&])#[^\W\d_]")
