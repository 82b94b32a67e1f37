"""How soon a drawn page shows its picture, how smoothly it pans, and how large its file is.

In headless Chromium, which draws with the processor alone: a reader's machine is faster. Opening
time is from the navigation to the first frame in which the page's scripts have drawn. Panning is
the median time between frames while the picture is moved by 12 pixels in each.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from fleet import write_fleet

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser import CHROMIUM, Browser
from iprgraph.assembly import read_assembly
from iprgraph.build import nquads_of
from iprgraph.draw import draw, views
from iprgraph.draw.page import page as page_of
from iprgraph.draw.renderer import RENDERERS, bundle_of
from iprgraph.draw.scene import read_scene
from iprgraph.draw.view import WHOLE, read_view
from iprgraph.folders import Folders, folders

if TYPE_CHECKING:
    from browser import Page

FLEETS = (5, 20, 55)  # reports; the last has about 10,000 things
MOST_ON_CANVAS = 5_000  # things; vis-network needs minutes for more
RUNS = 3
FRAMES = 40
MERGE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"

OPENED = """new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
  () => done(performance.now()))))"""
PANNED = f"""new Promise((done) => {{
  const times = [];
  const frame = (now) => {{
    times.push(now);
    if (times.length > {FRAMES}) return done(times.slice(1).map((one, at) => one - times[at]));
    pan(times.length % 20 < 10 ? 12 : -12, 6);
    requestAnimationFrame(frame);
  }};
  requestAnimationFrame(frame);
}})"""


@dataclass(frozen=True)
class Shown:
    """What a page took: milliseconds to its picture and between frames, and its kilobytes."""

    opening: float
    frame: float
    size: float

    def line(self, name: str) -> str:
        """Return the figures in a row of a table."""
        return f"{name:34} {self.opening:8.0f} {self.frame:8.0f} {self.size:8.0f}"


def store_of(places: Folders) -> ox.Store:
    """Return a store that holds what a build of some folders holds, without what is inferred."""
    store = ox.Store()
    triples = read_assembly(places).triples
    store.load(nquads_of(triples), format=ox.RdfFormat.N_QUADS)
    store.update(MERGE)
    return store


def shown(browser: Browser, path: Path) -> Shown:
    """Return the least opening time of some runs, and how the picture pans."""
    openings, frames = [], []
    for _ in range(RUNS):
        page = browser.page()
        page.size(1400, 900)
        openings.append(opened(page, path))
        page.evaluate("zoom(1.5); new Promise((done) => setTimeout(done, 400))")
        frames.append(statistics.median(page.evaluate(PANNED)))
        page.call("Page.close")
    return Shown(min(openings), min(frames), path.stat().st_size / 1000)


def opened(page: Page, path: Path) -> float:
    """Return the milliseconds from the navigation to the first picture."""
    page.call("Page.navigate", url=path.resolve().as_uri())
    page.wait("document.readyState === 'complete' && location.protocol === 'file:'", 120)
    return float(page.evaluate(OPENED))


def real(browser: Browser, place: Path) -> None:
    """Show every view of the real report, the whole graph with each renderer."""
    store = store_of(folders())
    for view in views():
        each = renderers() if view.name == WHOLE else ("",)
        for renderer in each:
            name = f"{view.name} {renderer}".strip()
            target = place / f"{name.replace(' ', '-')}.html"
            draw(store, view.name, target, renderer=renderer)
            print(shown(browser, target).line(name), flush=True)


def fleets(browser: Browser, place: Path) -> None:
    """Show the whole graph of each fleet with each renderer."""
    for count in FLEETS:
        base = place / f"fleet-{count}"
        store = store_of(write_fleet(base, count))
        begin = time.perf_counter()
        scene = read_scene(store, read_view(WHOLE))
        read = time.perf_counter() - begin
        del store
        for renderer in renderers():
            if renderer == "vis" and len(scene.things) > MOST_ON_CANVAS:
                continue
            begin = time.perf_counter()
            written = page_of(scene, "zh", renderer)
            laid = time.perf_counter() - begin
            target = place / f"fleet-{count}-{renderer}.html"
            target.write_bytes(written)
            name = f"{count} reports, {len(scene.things):,} things, {renderer}"
            made = f"  made in {read:.1f} s + {laid:.1f} s"
            print(shown(browser, target).line(name) + made, flush=True)


def renderers() -> tuple[str, ...]:
    """Return the renderers that are here."""
    return RENDERERS if bundle_of(folders().viz).is_file() else ("vis",)


def main() -> None:
    """Print a table; nothing where there is no browser."""
    if CHROMIUM is None:
        print("pages: Chromium is not on this machine")
        return
    os.environ["IPRGRAPH_VIEW_NODES"] = "100000"
    print(f"{'page':34} {'open ms':>8} {'frame ms':>8} {'kB':>8}")
    with tempfile.TemporaryDirectory() as work, Browser(Path(work) / "profile") as browser:
        real(browser, Path(work))
        fleets(browser, Path(work))


if __name__ == "__main__":
    main()
