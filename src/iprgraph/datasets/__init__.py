"""Datasets: the figures of others beside those of the reports, each a data cube of its own.

A dataset is a tidy table with CSVW metadata. The project's are in `data/datasets`; those that a
user adds are mapped to the same form and kept in the home. The build makes RDF of both: what a
dataset is, in the graph `datasets`; its figures, in a graph of its own, `datasets/NAME`.
"""

from iprgraph.datasets.dataset import Dataset, datasets_of

__all__ = ["Dataset", "datasets_of"]
