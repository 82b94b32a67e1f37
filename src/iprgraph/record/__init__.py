"""Record: what catalogues say of the graph: DCAT, schema.org, DataCite, and how to cite it."""

from iprgraph.record.about import About, about
from iprgraph.record.dcat import catalogue_record, record_bytes
from iprgraph.record.file import File

__all__ = ["About", "File", "about", "catalogue_record", "record_bytes"]
