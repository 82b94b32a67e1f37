"""Where the names in quotation marks stand, whose digits are no figures."""

from __future__ import annotations

import re

_QUOTED = re.compile(r'《[^《》]{1,200}》|“[^“”]{1,200}”|「[^「」]{1,200}」|"[^"]{1,200}"')


def quoted(text: str) -> list[range]:
    """Return the stretches of the text in 《…》, “…”, 「…」 or "…", an unclosed mark left out."""
    return [range(match.start(), match.end()) for match in _QUOTED.finditer(text)]
