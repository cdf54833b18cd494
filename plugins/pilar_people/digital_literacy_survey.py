"""`DigitalLiteracySurvey`: what people can do with digital media, found by asking them."""

from __future__ import annotations

from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

# Four decimals hold the mean of four scores of two: doubles would otherwise end in 3.5399999999999996.
INDEX: Final = "round(2500.0 * (skills + ethics + safety + culture)) / 10000.0"


class DigitalLiteracySurvey(Entity, table=True):
    """Digital literacy of internet users of a region in a year, on a scale from 1 to 5, by the survey of Kominfo and
    Katadata Insight Center (Status Literasi Digital di Indonesia).

    The index is the mean of four sub-indices. Known for the country from 2020 to 2022; regions enter surveys of their
    own that use the same questions.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year")

    region_id: int = reference("region")
    """The region whose inhabitants were asked."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year of the survey."""
    respondents: int | None = column(default=None, unit="{person}", ge=1)
    """People who were asked; null where that was not published."""
    skills: float | None = column(default=None, unit="1", ge=1, le=5)
    """Digital skills (kecakapan digital): to find, judge, store and send. From 1 to 5."""
    ethics: float | None = column(default=None, unit="1", ge=1, le=5)
    """Digital ethics (etika digital): to respect others and their privacy. From 1 to 5."""
    safety: float | None = column(default=None, unit="1", ge=1, le=5)
    """Digital safety (keamanan digital): to protect devices and personal data. From 1 to 5."""
    culture: float | None = column(default=None, unit="1", ge=1, le=5)
    """Digital culture (budaya digital): to live the values of the nation in digital media. From 1 to 5."""
    literacy: float | None = computed(INDEX, unit="1", index=True)
    """Digital literacy index: the mean of the four, from 1 to 5; null where one is missing."""
    published: float | None = column(default=None, unit="1", ge=1, le=5)
    """The index as the publisher gives it, rounded."""
    published_plausible: bool | None = computed(f"abs(published - {INDEX}) <= 0.0051", index=True)
    """Whether the published index is the mean of the four, rounded to two decimals."""
    source_id: int = reference("source")
    """The dataset that the row was taken from."""
