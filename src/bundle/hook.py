"""Hook: what is installed carries the browser's bundle; told, and left out, where npm is not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))

from webgl import BundleError, bundle, is_fresh


class BundleHook(BuildHookInterface[Any]):
    """Makes viz/webgl/bundle.js before a wheel is put together or a checkout is installed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundle unless it is there and as new as its sources."""
        del version, build_data
        folder = Path(self.root) / "viz" / "webgl"
        if is_fresh(folder):
            return
        try:
            bundle(folder)
        except BundleError as error:
            self.app.display_warning(f"without WebGL: the bundle could not be made: {error}")
