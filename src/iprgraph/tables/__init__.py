"""Tables: the graph for people who do not speak RDF, as CSV, Parquet or a workbook."""

from iprgraph.tables.columns import KINDS, OBSERVATIONS, Column
from iprgraph.tables.rows import Table, read_table, read_tables
from iprgraph.tables.writing import FORMATS, table_bytes

__all__ = [
    "FORMATS",
    "KINDS",
    "OBSERVATIONS",
    "Column",
    "Table",
    "read_table",
    "read_tables",
    "table_bytes",
]
