"""Writing: a release from a build, and what has changed since the one before it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from iprgraph import __version__
from iprgraph.errors import ReleaseError
from iprgraph.release.contents import Contents
from iprgraph.release.difference import difference
from iprgraph.release.entry import Entry
from iprgraph.release.folder import (
    GRAPH,
    MANIFEST,
    SUMS,
    graph_of,
    manifest_bytes,
    new_folder,
    put,
)
from iprgraph.release.readme import readme
from iprgraph.release.words import as_data, in_words
from iprgraph.tables.columns import OBSERVATIONS, layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from iprgraph.folders import Folders
    from iprgraph.record import File
    from iprgraph.release.difference import Difference
    from iprgraph.release.folder import Manifest
    from iprgraph.store import Store


@dataclass(frozen=True)
class ReleaseSummary:
    """What was written: folder, version, date, files, and the difference, None without a before."""

    path: Path
    version: str
    date: str
    files: tuple[File, ...]
    difference: Difference | None

    @property
    def size(self) -> int:
        """Return the bytes of all files."""
        return sum(one.size for one in self.files)


def write_release(
    store: Store,
    folders: Folders,
    target: Path,
    *,
    previous: Path | None = None,
    version: str = "",
    base: str = "",
    force: bool = False,
    progress: Callable[[str], None] | None = None,
) -> ReleaseSummary:
    """Write a build as a release and return what was written; the same build gives the same bytes.

    `base` is the address that the files will have. Raises ReleaseError, LayoutError, SettingError
    and StoreError; then nothing has changed.
    """
    tell = progress or _silent
    before = graph_of(previous) if previous is not None else None
    if previous is not None and previous.resolve() == target.resolve():
        raise ReleaseError(
            "a release cannot be compared with the one that it replaces",
            remedy="name a new folder for the release",
            file=target,
        )
    contents = Contents(store, folders, version, base, before=before[0].version if before else "")
    with new_folder(target, force=force) as draft:
        files: list[File] = []
        for entry in _entries(contents, before, files, tell):
            tell(entry.path)
            put(draft, entry)
            files.append(entry.file)
        changed = None
        if before is not None:
            tell("difference")
            changed = difference(before[1], (draft / GRAPH).parent)
            for entry in _told(changed, before[0].version, contents.about.version):
                put(draft, entry)
                files.append(entry.file)
        for entry in _last(contents, before, files):
            put(draft, entry)
    told = contents.about
    return ReleaseSummary(target, told.version, told.date, tuple(files), changed)


def _entries(
    contents: Contents,
    before: tuple[Manifest, Path] | None,
    files: list[File],
    tell: Callable[[str], None],
) -> Iterator[Entry]:
    """Yield the files of data, then those that describe them. Raises ReleaseError."""
    for entry in contents.data():
        if entry.path == GRAPH and before is not None:
            _check_version(before[0], contents.about.version, entry.file.sha256)
        yield entry
    yield from contents.records(tuple(files))


def _check_version(before: Manifest, version: str, digest: str) -> None:
    """Raise ReleaseError where two different graphs would be called the same version."""
    if before.version == version and before.digests[GRAPH] != digest:
        raise ReleaseError(
            f"the release before is version {version} too, and its graph is another one",
            remedy="say --version with a new number, or raise owl:versionInfo in "
            "ontology/ontology.ttl",
        )


def _told(changed: Difference, before: str, version: str) -> Iterator[Entry]:
    """Yield what has changed, in words and in data."""
    columns = layout(OBSERVATIONS).columns
    for language in ("zh", "en"):
        data = in_words(changed, before, version, language, columns)
        title = {"zh": "变化（文字）", "en": "changes in words"}
        yield Entry(f"difference/changes.{language}.md", "text/markdown", data, title)
    title = {"zh": "变化（数据）", "en": "changes as data"}
    data = as_data(changed, before, version)
    yield Entry("difference/changes.json", "application/json", data, title)
    parts = (
        ("added", changed.lines_added, "增加的陈述", "statements added"),
        ("removed", changed.lines_removed, "删去的陈述", "statements removed"),
    )
    for name, held, zh, en in parts:
        data = "".join(f"{line}\n" for line in held).encode()
        title = {"zh": zh, "en": en}
        path = f"difference/{name}.nq"
        yield Entry(path, "application/n-quads", data, title, rows=len(held))


def _last(
    contents: Contents, before: tuple[Manifest, Path] | None, files: list[File]
) -> Iterator[Entry]:
    """Yield README, manifest and digests, which tell of all the others."""
    told = contents.about
    read = Entry("README.md", "text/markdown", readme(told, files), {"zh": "说明", "en": "read me"})
    files.append(read.file)
    yield read
    manifest = {
        "version": told.version,
        "date": told.date,
        "title": dict(told.title),
        "licence": told.licence,
        "program": f"iprgraph {__version__}",
        "previous": before[0].version if before else None,
        "files": [_listed(one) for one in sorted(files, key=lambda one: one.path)],
    }
    last = Entry(MANIFEST, "application/json", manifest_bytes(manifest))
    files.append(last.file)
    yield last
    yield Entry(SUMS, "text/plain", _sums(files))


def _listed(file: File) -> dict[str, object]:
    return {key: value for key, value in asdict(file).items() if value not in ("", None, {})}


def _sums(files: Iterable[File]) -> bytes:
    """Return the digests as `sha256sum -c` reads them."""
    ordered = sorted(files, key=lambda one: one.path)
    return "".join(f"{one.sha256}  {one.path}\n" for one in ordered).encode()


def _silent(step: str) -> None:
    """Tell nobody what is written."""
