"""What can go wrong, as sentences about the user's thing, each with a remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class IprgraphError(Exception):
    """A mistake in the input or its use: message, remedy and, where known, file and line."""

    exit_code = 2

    def __init__(
        self, message: str, *, remedy: str = "", file: str | Path = "", line: int = 0
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.file = str(file)
        self.line = line

    def __str__(self) -> str:
        """Return `file:line: message` with the remedy on a line of its own."""
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        return f"{place}{self.message}" + (f"\n  → {self.remedy}" if self.remedy else "")


class SourceError(IprgraphError):
    """The text of a report is missing, unreadable, or not the text that the graph was made from."""


class SegmentError(IprgraphError):
    """A text cannot be cut into editions, sections and paragraphs, or its editions do not match."""


class IntervalError(IprgraphError):
    """An operation on intervals that has no answer, such as a divisor that may be zero."""


class NumeralError(IprgraphError):
    """A printed form that is not exactly one readable numeral; the message names the stretch."""


class PrefixError(IprgraphError):
    """A compact name such as `agency:cnipa` whose prefix the prefix table does not have."""


class TurtleError(IprgraphError):
    """A Turtle file that cannot be read, or that reads the prefixes otherwise than the table."""


class LayoutError(IprgraphError):
    """A data folder whose files do not fit together, such as a paragraph no report declares."""


class AnchorError(IprgraphError):
    """A table of anchors or an outline that cannot be read."""


class RuleError(IprgraphError):
    """A derivation rule that cannot be run."""


class BuildError(IprgraphError):
    """A build that cannot be finished: the disk, the folder's rights, or another build."""


class StoreError(IprgraphError):
    """There is no usable build to read from."""


class SettingError(IprgraphError):
    """A limit that does not exist, or an environment variable that does not hold a number."""


class QueryError(IprgraphError):
    """A query that is wrong, refused, or larger than the limits allow."""


class RefusedQueryError(QueryError):
    """A query that would change the graph, or reach out of it."""


class QuestionError(IprgraphError):
    """An unknown question, parameter or value, or a question file that cannot be read."""


class UnknownThingError(IprgraphError):
    """Nothing of that name is in the graph; the remedy names the nearest."""


class ResultError(IprgraphError):
    """A format that does not fit the answer, or an answer that cannot be written."""


class RemoteError(IprgraphError):
    """Another host that cannot be reached, refuses, or answers what cannot be used."""


class PublishError(IprgraphError):
    """A publication that is not whole: the message says what is missing on the other host."""

    exit_code = 1


class DrawError(IprgraphError):
    """A drawing that cannot be made: an unknown, empty or ill-defined view."""


class DatasetError(IprgraphError):
    """A table of figures or its mapping that cannot be used, or a dataset that is not there."""


class EncodingError(DatasetError):
    """A table whose bytes are not UTF-8, and that does not say what else they are."""


class LinkError(IprgraphError):
    """A file whose rows cannot be linked: empty, unreadable, nameless; or no place to write."""


class AnalysisError(IprgraphError):
    """An analysis that cannot be made: an unknown table, or a query that is missing."""


class DocsError(IprgraphError):
    """A documentation that cannot be made or written, such as into a folder that is not ours."""


class ReleaseError(IprgraphError):
    """A release that cannot be made or read: its folder, its version, or the one before it."""


class AuditError(IprgraphError):
    """A check whose file or query cannot be read or run, or a validator that failed."""


class ReconciliationError(IprgraphError):
    """A reconciliation query or data extension that cannot be read, or that is too large."""


class ServeError(IprgraphError):
    """The server cannot be started: the address is taken or cannot be used."""


class UseError(IprgraphError):
    """Options that do not go together, or something to install that an option needs."""
