"""Distances on the Earth, against figures that are known."""

from __future__ import annotations

import math

import pytest
from pilar_mobility.gtfs.shapes import EARTH_RADIUS_KM, haversine_km, path_km


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        ((0, 0), (0, 90), EARTH_RADIUS_KM * math.pi / 2),
        ((-90, 0), (90, 0), EARTH_RADIUS_KM * math.pi),
        ((0, 179.5), (0, -179.5), EARTH_RADIUS_KM * math.pi / 180),
        ((-6.1754, 106.8272), (-6.1754, 106.8272), 0),
    ],
)
def test_the_distance_is_that_of_the_great_circle(
    start: tuple[float, float], end: tuple[float, float], km: float
) -> None:
    assert haversine_km(*start, *end) == pytest.approx(km)


def test_from_jakarta_to_bandung_as_the_crow_flies_it_is_about_120_km() -> None:
    assert haversine_km(-6.1754, 106.8272, -6.9218, 107.6070) == pytest.approx(119.6, abs=1)


def test_a_line_is_as_long_as_its_parts_and_a_point_has_no_length() -> None:
    assert path_km([0, 0, 0], [109.3, 109.4, 109.5]) == pytest.approx(haversine_km(0, 109.3, 0, 109.5))
    assert path_km([0], [109.3]) == 0
    assert path_km([], []) == 0
