"""Changed rows -> changed assessments, in the transaction that changes them.

pending                     triggers -> which observations, targets, indicators and definitions have changed
definitions                 TOML of the core and of plugins -> rows of `CompositeIndex`
catalogue, aims, observing  rows -> what the engine (`pilar.assessment`) works on
scope                       changes -> the years, regions and indicators that have to be computed again
computation, ranks, layout  the arrays of one year
assessing, nodes            arrays -> the rows that differ from what is stored, and the log of changes
explaining, findings        arrays -> potentials and challenges, and the rows of them that differ
reassessment                all of it, in order
"""

from pilar.reassessing.reassessment import Summary, reassess

__all__ = ["Summary", "reassess"]
