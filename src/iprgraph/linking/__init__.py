"""Linking: the rows of anybody's table matched to the things of the graph, by Splink.

encoding  how the bytes of a file are to be read
table     the rows of a CSV, JSON or RDF file, a chunk at a time
columns   which columns of a table hold names
records   what is compared: a name, asked or ours, with all that it is blocked and compared by
model     the probabilities, stated: comparisons, blocking rules and the prior
engine    Splink on DuckDB, or on Spark
workshop  what is asked and what is decided, in a database of its own, to be resumed
deciding  match, uncertain or no match, from the pairs that Splink has scored
answers   what is said of a name: status, thing, score, reasons
writing   the enriched table, SSSOM and RDF
link      all of it, from a file to a folder
"""

from __future__ import annotations
