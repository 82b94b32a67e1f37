"""Reconciliation: the W3C community group's Reconciliation Service API 0.2, without HTTP.

batch       queries and extensions as they are sent, checked
catalogue   the types and properties that a client can name
reconciler  candidates for a query, by name, type and properties
extension   values of properties for things that are matched
suggestion  things, types and properties by the beginning of a name
manifest    the service described
"""

from __future__ import annotations
