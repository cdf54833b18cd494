"""Units as tables write them, and their factors."""

from __future__ import annotations

from fractions import Fraction

import pytest
from pilar.importing.units import convert, factor_between, read_unit, split_suffix, split_unit


@pytest.mark.parametrize(
    ("given", "wanted", "factor"),
    [
        ("kg", "t/a", Fraction(1, 1000)),
        ("ton/tahun", "t/a", Fraction(1)),
        ("t", "t/a", Fraction(1)),
        ("Gg/a", "t/a", Fraction(1000)),
        ("MWh", "GW.h/a", Fraction(1, 1000)),
        ("kWh", "GW.h", Fraction(1, 1_000_000)),
        ("ha", "km2", Fraction(1, 100)),
        ("juta rupiah", "MIDR/a", Fraction(1)),
        ("miliar rupiah", "MIDR/a", Fraction(1000)),
        ("Rp", "kIDR/a", Fraction(1, 1000)),
        ("ribu jiwa", "{person}", Fraction(1000)),
        ("persen", "%", Fraction(1)),
        ("1", "%", Fraction(100)),
        ("kg/d", "t/d", Fraction(1, 1000)),
        ("m3/s", "L/s", Fraction(1000)),
        ("mg/m3", "ug/m3", Fraction(1000)),
    ],
)
def test_units_of_one_quantity_have_an_exact_factor(given: str, wanted: str, factor: Fraction) -> None:
    assert factor_between(given, wanted) == factor


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("kWh", "t/a"),
        ("t/d", "t/a"),
        ("t", "t/d"),
        ("MW", "GW.h/a"),
        ("USD", "IDR"),
        ("bushel", "t"),
        ("2021", "1"),
    ],
)
def test_units_of_other_quantities_have_none(given: str, wanted: str) -> None:
    assert factor_between(given, wanted) is None


def test_conversion_rounds_once() -> None:
    assert convert([34_527_100.0, None], Fraction(1, 1000)) == [34527.1, None]


@pytest.mark.parametrize("text", ["", "/", "t//a", "2021", "BPS", "kt.x", "."])
def test_what_is_no_unit_is_none(text: str) -> None:
    assert read_unit(text) is None


def test_a_unit_is_cut_from_a_header_only_where_it_is_one() -> None:
    assert split_unit("Generated (t/a)") == ("Generated", "t/a")
    assert split_unit("Timbulan sampah [kg]") == ("Timbulan sampah", "kg")
    assert split_unit("Population (2021)") == ("Population (2021)", "")
    assert split_suffix("generated_t") == ("generated", "t")
    assert split_suffix("luas wilayah") == ("luas wilayah", "")
