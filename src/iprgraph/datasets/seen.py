"""Seen: which metric, place and period have a figure already, a bit each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iprgraph.datasets.codes import Codes
    from iprgraph.datasets.tidy import Figure


class Seen:
    """Remembers figures in space that grows with periods, and not with rows."""

    def __init__(self, codes: Codes) -> None:
        self._metrics = {slug: place for place, slug in enumerate(sorted(codes.known["metric"]))}
        self._areas = {slug: place for place, slug in enumerate(sorted(codes.known["area"]))}
        self._bits: dict[str, bytearray] = {}

    def add(self, figure: Figure) -> bool:
        """Remember a figure; return whether it is the first of its metric, place and period."""
        place = self._metrics[figure.metric] * len(self._areas) + self._areas[figure.area]
        byte, bit = divmod(place, 8)
        size = len(self._metrics) * len(self._areas) // 8 + 1
        bits = self._bits.setdefault(figure.period, bytearray(size))
        if bits[byte] & (1 << bit):
            return False
        bits[byte] |= 1 << bit
        return True
