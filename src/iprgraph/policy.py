"""Policy: what a page of ours lets a browser do, which is to run these scripts and nothing else."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence


def content_policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    """Return a Content-Security-Policy that lets these run and nothing else load, run or send."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_digest, scripts))}",
            f"style-src {' '.join(map(_digest, styles))}",
            "img-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def inline(text: str, tag: str) -> Markup:
    """Return a style or script to stand between its tags. Raises ValueError if it would end them.

    Whoever reads the text from a file gives it the line ends that a browser sees, as the policy
    holds its digest.
    """
    if f"</{tag}" in text.lower() or "<!--" in text:
        raise ValueError(f"a {tag} of the page holds the end of a {tag}, or a comment of HTML")
    return Markup(text)


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
