"""What XML 1.0 can hold: no control characters but tab and line ends, not even as references."""

from __future__ import annotations

import re

_NO_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def xml_text(text: str) -> str:
    """The text with U+FFFD for each character that XML has no form for."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
