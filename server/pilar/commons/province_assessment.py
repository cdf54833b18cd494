"""`ProvinceAssessment`: how the kabupaten and kota of a province stand, for its coordination as a Smart Province."""

from __future__ import annotations

from typing import ClassVar

from pilar.commons.composite_index import CompositeIndex
from pilar.commons.entity import Entity, column, reference
from pilar.commons.region import Region


class ProvinceAssessment(Entity, table=True):
    """The kabupaten and kota of a province in one index and year, taken together.

    Provinces as they are today. Computed at each request from the assessments; the province's own values do not enter.
    """

    __view__: ClassVar[str] = """
        SELECT (CAST(a.index_id AS bigint) * 1000000 + r.parent_id) * 10000 + a.year AS id,
            a.index_id, r.parent_id AS region_id, a.year,
            (SELECT count(*) FROM {region} m WHERE m.parent_id = r.parent_id AND m.kind IN ('KABUPATEN', 'KOTA'))
                AS regions,
            count(a.score) AS assessed,
            sum(a.score * r.population) / nullif(sum(CASE WHEN a.score IS NULL THEN 0 ELSE r.population END), 0)
                AS mean_score,
            min(a.score) AS lowest_score, max(a.score) AS highest_score,
            CAST(sum((SELECT count(*) FROM {assessment_challenge} c WHERE c.assessment_id = a.id)) AS integer)
                AS challenges
        FROM {assessment} a JOIN {region} r ON r.id = a.region_id
        WHERE r.kind IN ('KABUPATEN', 'KOTA') AND r.parent_id IS NOT NULL
        GROUP BY a.index_id, r.parent_id, a.year
    """

    index_id: int = reference(CompositeIndex)
    """The index."""
    region_id: int = reference(Region)
    """The province."""
    year: int = column()
    """The year that the scores are for."""
    regions: int = column()
    """Number of kabupaten and kota in the province."""
    assessed: int = column()
    """Number of those that have a score."""
    mean_score: float | None = column(default=None)
    """Mean of their scores, weighted by their registered inhabitants of 2024; null where none has a score."""
    lowest_score: float | None = column(default=None)
    """The lowest of their scores."""
    highest_score: float | None = column(default=None)
    """The highest of their scores."""
    challenges: int = column()
    """Number of challenges found in them."""
