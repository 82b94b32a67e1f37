"""Adding: somebody's table, mapped row by row into a tidy table of the home, all or nothing.

    home/datasets/NAME/         figures.csv, its CSVW metadata, mapping.json, unmapped.csv
    home/datasets/.new-NAME/    one that is being written, or that was broken off: it is resumed

A row that is no figure is listed in unmapped.csv with the reason. Nothing is held but the row, what
texts stand for, and one bit for each metric, place and period.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from hashlib import file_digest, sha256
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

from iprgraph.datasets.codes import codes_of
from iprgraph.datasets.dataset import FOLDER, METADATA, SLUG, TABLE
from iprgraph.datasets.encoding import encoding_of, undecodable
from iprgraph.datasets.mapping import read_mapping
from iprgraph.datasets.metadata import tidy_metadata
from iprgraph.datasets.resolving import (
    REASONS,
    REMEDIES,
    Fault,
    Faulty,
    LeftOut,
    Resolver,
    check_targets,
)
from iprgraph.datasets.seen import Seen
from iprgraph.datasets.shelving import replace, writing
from iprgraph.datasets.tidy import FigureWriter, read_figures
from iprgraph.errors import DatasetError
from iprgraph.graphs import read_graphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TextIO

    from iprgraph.datasets.codes import Codes
    from iprgraph.datasets.mapping import TableMapping
    from iprgraph.folders import Folders

UNMAPPED = "unmapped.csv"
MAPPING = "mapping.json"
_STATE = "state.json"
_NEW = ".new-"
_BATCH = 50_000  # rows between two saved states
_UNMAPPED_HEAD = ("line", "column", "text", "reason", "remedy")


@dataclass
class Counts:
    """How many rows were read, became figures, were listed as unmapped, and left out."""

    rows: int = 0
    figures: int = 0
    unmapped: int = 0
    left_out: int = 0


@dataclass(frozen=True)
class Addition:
    """A dataset that was added: its name and folder, its counts, whether a run was resumed."""

    name: str
    path: Path
    encoding: str
    counts: Counts
    resumed: bool

    @property
    def unmapped(self) -> Path | None:
        """Return the list of rows that are no figures, None where there are none."""
        return self.path / UNMAPPED if self.counts.unmapped else None


@dataclass
class _Job:
    """One run: what is read, where it is written, and how far it has come."""

    file: Path
    mapping: TableMapping
    encoding: str
    codes: Codes
    draft: Path
    language: str
    identity: str
    counts: Counts = field(default_factory=Counts)
    resumed: bool = False


def add_dataset(
    folders: Folders,
    home: Path,
    file: Path,
    mapping: Path,
    *,
    name: str = "",
    encoding: str = "",
    language: str = "en",
    force: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Addition:
    """Add a table to the datasets of a home and return what was done; the next build reads it.

    Raises DatasetError for a file or mapping that cannot be used, a table of which no row is a
    figure, and for a dataset that is there already, unless forced.
    """
    if file.is_dir():
        raise DatasetError("it is a folder", remedy="name the table in it", file=file)
    slug = _checked_name(name or _slug(file.stem), folders, home, force=force)
    read = read_mapping(mapping)
    chosen = encoding_of(file, encoding or read.encoding)
    codes = codes_of(read_graphs(folders, ()))
    check_targets(read, codes, mapping)
    shelf = home / FOLDER
    with writing(shelf):
        draft = shelf / f"{_NEW}{slug}"
        job = _Job(file, read, chosen, codes, draft, language, _identity(file, read, chosen, codes))
        _resume(job)
        try:
            _run(job, progress)
            _finish(job, slug)
        except DatasetError:  # of the table: what is left could not be resumed
            shutil.rmtree(draft, ignore_errors=True)
            raise
        path = shelf / slug
        replace(draft, path)
    return Addition(slug, path, chosen, job.counts, job.resumed)


def _checked_name(name: str, folders: Folders, home: Path, *, force: bool) -> str:
    if not SLUG.fullmatch(name):
        raise DatasetError(
            f'"{name}" cannot name a dataset',
            remedy="say --name with lower-case letters, digits and hyphens: --name lake-yearbook",
        )
    if (folders.data / FOLDER / name).is_dir():
        raise DatasetError(
            f'the project has a dataset "{name}"', remedy="choose another: --name NAME"
        )
    if (home / FOLDER / name).exists() and not force:
        raise DatasetError(
            f'there is a dataset "{name}" already',
            remedy="say --force to replace it, or choose another name: --name NAME",
            file=home / FOLDER / name,
        )
    return name


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _identity(file: Path, mapping: TableMapping, encoding: str, codes: Codes) -> str:
    """Return a digest of all that a run depends on: only the same run is resumed."""
    with file.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    known = repr([(kind, sorted(slugs)) for kind, slugs in sorted(codes.known.items())])
    parts = (digest, sha256(mapping.content).hexdigest(), encoding, known)
    return sha256("\n".join(parts).encode()).hexdigest()


def _resume(job: _Job) -> None:
    """Take up a run that was broken off, or begin one."""
    try:
        state = json.loads((job.draft / _STATE).read_text("utf-8"))
        if state["identity"] != job.identity:
            raise ValueError
        for name, size in state["sizes"].items():
            if (job.draft / name).stat().st_size < size:
                raise ValueError
            os.truncate(job.draft / name, size)
        job.counts, job.resumed = Counts(**state["counts"]), True
    except (OSError, ValueError, KeyError, TypeError):
        shutil.rmtree(job.draft, ignore_errors=True)
        job.draft.mkdir(parents=True)
        with (job.draft / TABLE).open("w", encoding="utf-8", newline="") as figures:
            FigureWriter(figures).head()
        with (job.draft / UNMAPPED).open("w", encoding="utf-8", newline="") as unmapped:
            csv.writer(unmapped, lineterminator="\n").writerow(_UNMAPPED_HEAD)


def _run(job: _Job, progress: Callable[[int, int], None] | None) -> None:
    """Read the table from where the run stands to its end."""
    total = job.file.stat().st_size
    done = job.counts.rows
    with ExitStack() as stack:
        raw = stack.enter_context(job.file.open("rb"))
        figures = stack.enter_context((job.draft / TABLE).open("a", encoding="utf-8", newline=""))
        listed = stack.enter_context((job.draft / UNMAPPED).open("a", encoding="utf-8", newline=""))
        text = stack.enter_context(TextIOWrapper(raw, encoding=job.encoding, newline=""))
        rows = _rows(text, job)
        seen = Seen(job.codes)
        if job.resumed:
            for _, figure in read_figures(job.draft / TABLE, str(job.draft / TABLE)):
                seen.add(figure)
        head = next(rows, (0, []))[1]
        resolver = Resolver(job.mapping, job.codes, head, job.file)
        writer, faults = FigureWriter(figures), csv.writer(listed, lineterminator="\n")
        for number, (line, row) in enumerate(rows, start=1):
            if number <= done:
                continue
            _take(job, resolver, seen, line, row, writer, faults)
            if job.counts.rows % _BATCH == 0:
                _save(job, figures, listed)
                if progress:
                    progress(raw.tell(), total)
        _save(job, figures, listed)
        if progress:
            progress(total, total)


def _take(
    job: _Job,
    resolver: Resolver,
    seen: Seen,
    line: int,
    row: list[str],
    writer: FigureWriter,
    faults: Any,
) -> None:
    """Write one row as a figure, or list it."""
    job.counts.rows += 1
    try:
        figure = resolver.figure(row, f"line {line}")
        if not seen.add(figure):
            key = " · ".join((figure.metric, figure.area, figure.period))
            raise Faulty(Fault("", key, "twice"))
    except LeftOut:
        job.counts.left_out += 1
    except Faulty as found:
        job.counts.unmapped += 1
        fault, language = found.fault, job.language
        remedy = REMEDIES[fault.remedy][language].replace("{}", fault.hint)
        reason = REASONS[fault.reason][language]
        faults.writerow((line, fault.column, fault.text, reason, remedy))
    else:
        job.counts.figures += 1
        writer.add(figure)


def _rows(text: TextIO, job: _Job) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the table with their lines, the head first; blank lines are no rows.

    Raises DatasetError with the line.
    """
    dialect = job.mapping.dialect
    reader = csv.reader(
        text,
        delimiter=dialect.delimiter or ",",
        quotechar=dialect.quoteChar or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quoteChar else csv.QUOTE_NONE,
        skipinitialspace=bool(dialect.skipInitialSpace),
        strict=True,
    )
    for _ in range(dialect.skipRows or 0):
        next(reader, None)
    begun = reader.line_num + 1
    try:
        if not dialect.header:
            yield 0, [title for title, _ in job.mapping.titles]
        for row in reader:
            if row:
                yield reader.line_num, row
            begun = reader.line_num + 1
    except UnicodeDecodeError as error:
        raise undecodable(job.file, job.encoding) from error
    except csv.Error as error:
        unclosed = "unexpected end" in str(error)
        raise DatasetError(
            "a quotation mark is not closed" if unclosed else f"the table cannot be read: {error}",
            remedy="mend the quotation marks of this row, or say which the table uses in the "
            "mapping's dialect",
            file=job.file,
            line=begun,
        ) from error


def _save(job: _Job, figures: TextIO, unmapped: TextIO) -> None:
    """Save how far the run has come, so that it can be resumed from here."""
    sizes = {}
    for name, stream in ((TABLE, figures), (UNMAPPED, unmapped)):
        stream.flush()
        os.fsync(stream.fileno())
        sizes[name] = (job.draft / name).stat().st_size
    state = {"identity": job.identity, "sizes": sizes, "counts": asdict(job.counts)}
    part = job.draft / f"{_STATE}.part"
    part.write_text(json.dumps(state), "utf-8")
    part.replace(job.draft / _STATE)


def _finish(job: _Job, name: str) -> None:
    """Write what stands beside the figures. Raises DatasetError where there are none."""
    if not job.counts.rows:
        raise DatasetError(
            "the table has no rows below its head", remedy="export it again", file=job.file
        )
    if not job.counts.figures:
        first = _first_unmapped(job)
        raise DatasetError(
            f"no row of {job.counts.rows:,} is a figure{first}",
            remedy="correct the mapping",
            file=job.file,
        )
    if not job.counts.unmapped:
        (job.draft / UNMAPPED).unlink()
    (job.draft / MAPPING).write_bytes(job.mapping.content)
    metadata = tidy_metadata(name, job.mapping.about, origin=job.file.name)
    (job.draft / METADATA).write_text(metadata, "utf-8")
    (job.draft / _STATE).unlink()


def _first_unmapped(job: _Job) -> str:
    """Return what is said of the first row that is listed, "" where none is."""
    with (job.draft / UNMAPPED).open(encoding="utf-8", newline="") as stream:
        row = next(iter(csv.DictReader(stream)), None)
    if row is None:
        return ""
    return f'; line {row["line"]}: {row["column"]} "{row["text"]}": {row["reason"]}'
