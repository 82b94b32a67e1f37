"""Matching: which thing of the graph a name means, and why, or that none is meant.

normal    a name as names are compared: script, case, blanks, standing equivalents
parts     what a name must not differ in: place, tier, organ, court level, right, number
gazetteer every name of every thing that can be linked to
features  how one name compares with another, as features, a score and reasons
matcher   the best candidates for a name, over all names at once
"""

from __future__ import annotations
