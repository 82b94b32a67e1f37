"""Sharing: the verbs that hand a build on: export, release, publish."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from iprgraph.asking import Asker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iprgraph.release import ReleaseSummary
    from iprgraph.remote.publication import Publication
    from iprgraph.store import Store


class Sharer(Asker):
    """Something with a build that can be taken away as files, or put into another store."""

    @property
    @abstractmethod
    def store(self) -> Store:
        """Return the build. Raises StoreError where there is none."""

    @property
    @abstractmethod
    def paragraphs(self) -> Mapping[str, str]:
        """Return the number of each paragraph by its address."""

    def export(self, form: str, *, graph: str = "", view: str = "", of: str = "") -> bytes:
        """Return the graph, or one named graph, as trig, nquads, ntriples, turtle or jsonld.

        As csv, parquet or xlsx: a table of observations, entities, datasets or statements. As
        sssom: its links to outside registers. As dcat: the record for a catalogue; as cff: how to
        cite it. As graphml or gexf: its things and what is stated between them, or those of a view.
        Raises ResultError, and DrawError for an unknown view.
        """
        from iprgraph.export import NETWORKS, RECORDS, checked_form, export_bytes, graph_iri
        from iprgraph.tables import FORMATS, OBSERVATIONS, read_table, table_bytes

        full = checked_form(form, graph=graph, view=view, of=of)
        if full in RECORDS:
            return self._record(full)
        if full in FORMATS:
            return table_bytes(read_table(self.store.path, of or OBSERVATIONS), full)
        if full in NETWORKS:
            from iprgraph.network import network_bytes

            place = (self.store.graph, full, self.folders)
            return network_bytes(*place, view=view, language=self.language)
        address = graph_iri(graph, self.paragraphs) if graph else ""
        return export_bytes(self.store.path, full, graph=address)

    def _record(self, form: str) -> bytes:
        """Return what a catalogue, or who cites the graph, is told of it as a whole."""
        from iprgraph.record import about, catalogue_record, record_bytes
        from iprgraph.record.citation import citation_file

        told = about(self.store.graph, data=self.folders.data)
        return citation_file(told) if form == "cff" else record_bytes(catalogue_record(told))

    def release(
        self,
        folder: str | Path,
        *,
        previous: str | Path | None = None,
        version: str = "",
        base: str = "",
        force: bool = False,
        progress: Callable[[str], None] | None = None,
    ) -> ReleaseSummary:
        """Write the build into a new folder in every format, with records, digests and manifest.

        With `previous`, what has changed since that release is told. Raises ReleaseError.
        """
        from iprgraph.release import write_release

        return write_release(
            self.store,
            self.folders,
            Path(folder),
            previous=None if previous is None else Path(previous),
            version=version,
            base=base,
            force=force,
            progress=progress,
        )

    def publish(
        self,
        url: str,
        *,
        store: str = "",
        update: str = "",
        user: str = "",
        prune: bool = False,
        dry_run: bool = False,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> Publication:
        """Put the build into the store behind an endpoint and return what was done.

        It is written to the graph store at `store`, or by updates at `update`. Raises PublishError
        where not all of it is there in the end, and RemoteError.
        """
        from iprgraph.remote.publication import publish_build

        return publish_build(
            self.store.path,
            url,
            store=store,
            update=update,
            user=user,
            prune=prune,
            dry_run=dry_run,
            progress=progress,
        )
