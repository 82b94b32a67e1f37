"""Link: from a file to a folder with its rows linked, in three steps that can be resumed.

The distinct names are read first, then decided on in batches, then written beside the rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from iprgraph.errors import DatasetError, LinkError
from iprgraph.linking import sssom, writing
from iprgraph.linking.answers import Answers
from iprgraph.linking.columns import Columns, columns_of
from iprgraph.linking.deciding import decisions
from iprgraph.linking.engine import engine, known_engine, require
from iprgraph.linking.kinds import kind_of, kinds_of
from iprgraph.linking.model import THRESHOLD
from iprgraph.linking.rdf_table import SUBJECT, RdfTable
from iprgraph.linking.records import Asked, Names
from iprgraph.linking.table import table
from iprgraph.linking.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from iprgraph.linking.answers import Answer
    from iprgraph.linking.table import Row, Table
    from iprgraph.matching.gazetteer import Gazetteer

    # Told the step (read, decide, write), how much of it is done, and how much there is.
    Progress = Callable[[str, int, int], None]

_ROWS = 20_000
_WORK = ".linking"


@dataclass(frozen=True, slots=True)
class Options:
    """What to link, and how; what is empty is told from the file."""

    columns: Columns = field(default_factory=lambda: Columns(()))
    kinds: tuple[str, ...] = ()
    form: str = ""
    encoding: str = ""
    threshold: float = THRESHOLD
    engine: str = "duckdb"
    language: str = "en"
    force: bool = False


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """What was linked: rows, distinct names and how many have each status, columns, and files."""

    rows: int
    names: int
    matched: int
    uncertain: int
    unmatched: int
    columns: tuple[str, ...]
    guessed: bool
    encoding: str
    files: tuple[str, ...]


def link(
    gazetteer: Gazetteer,
    path: Path,
    output: Path | None,
    options: Options,
    progress: Progress | None = None,
) -> LinkSummary:
    """Write the rows of a file with the things that they name, and return what was done.

    Raises LinkError for a file that cannot be linked or an output that is there already, and
    UseError for an option that is wrong or an engine that is not installed.
    """
    require("splink", "duckdb", extra="link")
    known_engine(options.engine)
    if not 0.0 < options.threshold <= 1.0:
        raise LinkError(f"no threshold {options.threshold}", remedy="say a number from 0 to 1")
    names = Names(gazetteer, kinds_of(options.kinds))
    signs = frozenset(sign for _, text in names.texts for sign in text)
    source = table(path, options.form, options.encoding, signs)
    columns = columns_of(source, options.columns, names)
    folder = _folder(path, output, force=options.force)
    task = _Task(source, columns, names, options, folder, progress or (lambda *_: None))
    return task.run()


def _folder(path: Path, output: Path | None, *, force: bool) -> Path:
    """Return the folder to write into, made where it is not there. Raises LinkError."""
    folder = Path(f"{path.stem}-links") if output is None else output
    there = [name for name in writing.FILES if (folder / name).exists()]
    if there and not force:
        raise LinkError(
            f"{', '.join(there)} is there already",
            remedy="say --force to write anew, or another --output",
            file=folder,
        )
    try:
        (folder / _WORK).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LinkError(
            f"the folder cannot be made: {error.strerror}",
            remedy="say another --output",
            file=folder,
        ) from error
    return folder


@dataclass(frozen=True)
class _Task:
    """One run over one file."""

    source: Table
    columns: Columns
    names: Names
    options: Options
    folder: Path
    progress: Progress

    def run(self) -> LinkSummary:
        work = self.folder / _WORK
        workshop = Workshop(work, self._identity())
        try:
            if not workshop.is_read:
                self._read_or_leave(workshop)
            self._decide(workshop)
            self._write(workshop)
            summary = self._summary(workshop)
        finally:
            workshop.close()
        workshop.discard()
        work.rmdir()
        return summary

    def _identity(self) -> Mapping[str, object]:
        """Return what must be the same for work that was left to be taken up again."""
        about = self.source.path.stat()
        return {
            "file": str(self.source.path.absolute()),
            "size": about.st_size,
            "changed": about.st_mtime_ns,
            "columns": (self.columns.names, self.columns.stated),
            "options": str(replace(self.options, force=False, language="")),
            "encoding": self.source.encoding,
            "things": hash_of(f"{entry.iri}\t{text}" for entry, text in self.names.texts),
        }

    def _read_or_leave(self, workshop: Workshop) -> None:
        """Take the names of all rows; of a file that cannot be read nothing is left behind."""
        try:
            self._read(workshop)
        except (LinkError, DatasetError):
            workshop.close()
            workshop.discard()
            for folder in (self.folder / _WORK, self.folder):
                if not any(folder.iterdir()):
                    folder.rmdir()
            raise

    def _read(self, workshop: Workshop) -> None:
        """Take the distinct names of all rows."""
        size, heard, count = self.source.path.stat().st_size, [0], 0
        rows = self.source.rows(heard)
        subject = self._subject_place()
        workshop.begin()
        self.progress("read", 0, size)
        while part := list(islice(rows, _ROWS)):
            workshop.hold(
                (one.name, one.kind, one.place, one.code, row[subject] if subject >= 0 else "")
                for row in part
                for one in self._asked(row)
                if one is not None
            )
            count += len(part)
            self.progress("read", heard[0], size)
        if not count:
            raise LinkError(
                "the file has no rows", remedy="export the table again", file=self.source.path
            )
        workshop.number(count)
        self.progress("read", size, size)

    def _subject_place(self) -> int:
        rdf = isinstance(self.source, RdfTable)
        return self.source.columns.index(SUBJECT) if rdf else -1

    def _asked(self, row: Row) -> list[Asked | None]:
        """Return what a row asks about in each column of names; None for an empty cell."""
        named, kind, place, code = self._places
        told = (
            kind_of(row[kind]) if kind >= 0 else "",
            row[place].strip() if place >= 0 else "",
            row[code].strip() if code >= 0 else "",
        )
        names = (row[one].strip() for one in named)
        return [Asked(name, *told) if name else None for name in names]

    @cached_property
    def _places(self) -> tuple[tuple[int, ...], int, int, int]:
        """Return where in a row the names stand, and kind, place and code, -1 where nowhere."""
        place = {column: number for number, column in enumerate(self.source.columns)}
        own = self.columns
        kind, seat, code = (place.get(one, -1) for one in (own.kind, own.place, own.code))
        return tuple(place[one] for one in own.names), kind, seat, code

    def _decide(self, workshop: Workshop) -> None:
        """Decide on the names that are not decided on yet."""
        total, done = workshop.names, workshop.done
        self.progress("decide", done, total)
        if done == total:
            return
        worker = engine(self.options.engine, self.names)
        try:
            while asked := workshop.asked(done, worker.batch):
                records = [self.names.asked(number, one) for number, one in asked]
                made = decisions(
                    (number for number, _ in asked),
                    worker.pairs(records),
                    self.names,
                    self.options.threshold,
                )
                workshop.decide(list(made))
                done += len(asked)
                self.progress("decide", done, total)
        finally:
            worker.close()

    def _write(self, workshop: Workshop) -> None:
        answers = Answers(self.names, self.options.language)
        heads = [head for column in self.columns.names for head in writing.added(column)]
        mappings = self._of_subjects if self._subject_place() >= 0 else self._of_names
        spaces = sssom.spaces(one[0] for one in workshop.subjects())
        table_rows = self._rows(workshop, answers)
        writing.write_table(self.folder / writing.TABLE, [*self.source.columns, *heads], table_rows)
        title = self.source.path.name
        mapped = mappings(workshop, answers)
        writing.write_mappings(self.folder / writing.MAPPINGS, title, spaces, mapped)
        writing.write_graph(self.folder / writing.GRAPH, mappings(workshop, answers))

    def _rows(self, workshop: Workshop, answers: Answers) -> Iterator[tuple[str, ...]]:
        """Yield the rows with what is said of their names."""
        rows, done = self.source.rows(), 0
        empty = ("",) * len(writing.ADDED)
        while part := list(islice(rows, _ROWS)):
            asked = [self._asked(row) for row in part]
            decided = workshop.decisions_of(one for ones in asked for one in ones if one)
            said = {
                one: writing.cells(answers.answer(one.name, decision))
                for one, decision in decided.items()
            }
            for row, ones in zip(part, asked, strict=True):
                yield (*row, *(cell for one in ones for cell in (said[one] if one else empty)))
            done += len(part)
            self.progress("write", done, workshop.rows)

    def _of_names(self, workshop: Workshop, answers: Answers) -> Iterator[tuple[str, str, Answer]]:
        """Yield a mapping of each distinct name."""
        first = 0
        while found := workshop.decided(first, _ROWS):
            for asked, decision in found:
                yield "", asked.name, answers.answer(asked.name, decision)
            first += _ROWS

    def _of_subjects(
        self, workshop: Workshop, answers: Answers
    ) -> Iterator[tuple[str, str, Answer]]:
        """Yield a mapping of each thing of an RDF file: its best, if its names do not disagree."""
        for subject, found in workshop.subjects():
            said = [(one.name, answers.answer(one.name, decision)) for one, decision in found]
            name, best = max(said, key=lambda one: (_RANKS[one[1].status], one[1].score))
            if len({answer.thing for _, answer in said if answer.thing}) > 1:
                best = _doubted(best)
            yield subject, name, best

    def _summary(self, workshop: Workshop) -> LinkSummary:
        counts = workshop.counts()
        return LinkSummary(
            rows=workshop.rows,
            names=workshop.names,
            matched=counts.get("match", 0),
            uncertain=counts.get("uncertain", 0),
            unmatched=counts.get("no match", 0),
            columns=self.columns.names,
            guessed=self.columns.guessed,
            encoding=self.source.encoding,
            files=tuple(str(self.folder / name) for name in writing.FILES),
        )


_RANKS = {"match": 2, "uncertain": 1, "no match": 0}


def _doubted(answer: Answer) -> Answer:
    """Return a match as an uncertain one: another name of its subject means another thing."""
    own = (answer.thing, answer.label, answer.score)
    return replace(
        answer, status="uncertain", thing="", label="", candidates=(own, *answer.candidates)
    )


def hash_of(texts: Iterable[str]) -> str:
    """Return the SHA-256 of some texts in their order."""
    from hashlib import sha256

    digest = sha256()
    for text in texts:
        digest.update(f"{text}\n".encode())
    return digest.hexdigest()
