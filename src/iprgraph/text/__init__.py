"""From the text of a report to editions, sections, paragraphs and sentences, and back."""

from __future__ import annotations

from iprgraph.text.document import (
    Document,
    Edition,
    Section,
    decoded,
    read_document,
    read_file,
)
from iprgraph.text.editions import edition_spans
from iprgraph.text.healing import HealedText, Span, digest
from iprgraph.text.notices import Notice
from iprgraph.text.paragraphs import Paragraph, Sentence
from iprgraph.text.source import add_source, find_source

__all__ = [
    "Document",
    "Edition",
    "HealedText",
    "Notice",
    "Paragraph",
    "Section",
    "Sentence",
    "Span",
    "add_source",
    "decoded",
    "digest",
    "edition_spans",
    "find_source",
    "read_document",
    "read_file",
]
