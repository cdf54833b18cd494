"""A unit as tables write it -> its factor to another unit of the same quantity, exactly; or no factor at all.

A part of UCUM (https://ucum.org/ucum): the units of this programme with their decimal prefixes, products and
quotients. Amounts per year are also published without the year, as in `ton` for `t/a`: a table of years means that.
Days are not turned into years: that needs the number of days in the year, which only the author knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

Dimensions = tuple[tuple[str, int], ...]

PREFIXES: Final = {
    "T": 12,
    "G": 9,
    "M": 6,
    "k": 3,
    "h": 2,
    "c": -2,
    "m": -3,
    "u": -6,
    "n": -9,
}
ATOMS: Final[dict[str, tuple[Fraction, Dimensions]]] = {
    "1": (Fraction(1), ()),
    "%": (Fraction(1, 100), ()),
    "10*-5": (Fraction(1, 100_000), ()),
    "g": (Fraction(1), (("mass", 1),)),
    "t": (Fraction(1_000_000), (("mass", 1),)),
    "m": (Fraction(1), (("length", 1),)),
    "m2": (Fraction(1), (("length", 2),)),
    "m3": (Fraction(1), (("length", 3),)),
    "km2": (Fraction(1_000_000), (("length", 2),)),
    "cm2": (Fraction(1, 10_000), (("length", 2),)),
    "har": (Fraction(10_000), (("length", 2),)),
    "L": (Fraction(1, 1_000), (("length", 3),)),
    "W": (Fraction(1), (("power", 1),)),
    "h": (Fraction(1), (("hour", 1),)),
    "min": (Fraction(1, 60), (("hour", 1),)),
    "s": (Fraction(1, 3_600), (("hour", 1),)),
    "d": (Fraction(1), (("day", 1),)),
    "a": (Fraction(1), (("year", 1),)),
    "deg": (Fraction(1), (("angle", 1),)),
    "IDR": (Fraction(1), (("IDR", 1),)),
    "USD": (Fraction(1), (("USD", 1),)),
    "EUR": (Fraction(1), (("EUR", 1),)),
    "{person}": (Fraction(1), (("person", 1),)),
}
TAKE_PREFIX: Final = ("g", "t", "m", "L", "W", "IDR", "{person}")
PERSONS: Final = "person persons people inhabitants jiwa orang"
SPELLINGS: Final = {
    "percent": "%",
    "pct": "%",
    "persen": "%",
    "ton": "t",
    "tons": "t",
    "tonne": "t",
    "tonnes": "t",
    "kilogram": "kg",
    "gram": "g",
    "hectare": "har",
    "hektar": "har",
    "hectares": "har",
    "ha": "har",
    "l": "L",
    "liter": "L",
    "litre": "L",
    "litres": "L",
    "kwh": "kW.h",
    "mwh": "MW.h",
    "gwh": "GW.h",
    "twh": "TW.h",
    "wh": "W.h",
    "kw": "kW",
    "mw": "MW",
    "gw": "GW",
    "km²": "km2",
    "m²": "m2",
    "m³": "m3",
    "km^2": "km2",
    "sqkm": "km2",
    "µg": "ug",
    "μg": "ug",
    "year": "a",
    "years": "a",
    "yr": "a",
    "tahun": "a",
    "thn": "a",
    "th": "a",
    "day": "d",
    "hari": "d",
    "hour": "h",
    "jam": "h",
    "second": "s",
    "detik": "s",
    "degree": "deg",
    "degrees": "deg",
    "derajat": "deg",
    "°": "deg",
    **dict.fromkeys(PERSONS.split(), "{person}"),
    "ribu jiwa": "k{person}",
    "thousand persons": "k{person}",
    "rp": "IDR",
    "rupiah": "IDR",
    "ribu rupiah": "kIDR",
    "thousand rupiah": "kIDR",
    "juta rupiah": "MIDR",
    "million rupiah": "MIDR",
    "juta rp": "MIDR",
    "miliar rupiah": "GIDR",
    "milyar rupiah": "GIDR",
    "billion rupiah": "GIDR",
    "triliun rupiah": "TIDR",
    "trillion rupiah": "TIDR",
    "per 100,000": "10*-5",
    "per 100.000": "10*-5",
}


@dataclass(frozen=True)
class Unit:
    """What a unit measures, and how much of the coherent unit of that it is."""

    factor: Fraction
    dimensions: Dimensions


def read_unit(text: str) -> Unit | None:
    """Read `t/a`, `kWh`, `ton/tahun` or `juta rupiah`; None for what is no unit known here."""
    spelt = _spelt(text)
    if spelt is None:
        return None
    numerator, *denominators = spelt.split("/")
    factor, exponents = Fraction(1), dict[str, int]()
    for sign, product in ((1, numerator), *((-1, each) for each in denominators)):
        for symbol in _symbols(product):
            unit = _atom(symbol)
            if unit is None:
                return None
            factor *= unit.factor**sign
            for name, exponent in unit.dimensions:
                exponents[name] = exponents.get(name, 0) + sign * exponent
    return Unit(factor, tuple(sorted((name, power) for name, power in exponents.items() if power)))


def factor_between(given: str, wanted: str) -> Fraction | None:
    """Return by what values in `given` are multiplied to be in `wanted`; None where they measure different things."""
    source, target = read_unit(given), read_unit(wanted)
    if source is None or target is None:
        return Fraction(1) if given == wanted else None
    if _without_year(source) != _without_year(target) or _conflicts(source, target):
        return None
    return source.factor / target.factor


def convert(values: list[float | None], factor: Fraction) -> list[float | None]:
    """Multiply, rounding once: by 1/1000 is divided, so that 34527100 kg are 34527.1 t."""
    if factor == 1:
        return values
    top, bottom = factor.numerator, factor.denominator
    return [None if value is None else value * top / bottom for value in values]


def _spelt(text: str) -> str | None:
    """Replace spellings by symbols: `ton / tahun` -> `t/a`; None for nothing."""
    plain = " ".join(text.replace("per tahun", "/tahun").replace("per year", "/year").split())
    whole = SPELLINGS.get(plain.casefold())
    if whole is not None:
        return whole
    parts = [part.strip() for part in plain.split("/")]
    return "/".join(SPELLINGS.get(part.casefold(), part) for part in parts) if all(parts) else None


def _symbols(product: str) -> list[str]:
    return [product] if product in ATOMS else product.split(".")


def _atom(symbol: str) -> Unit | None:
    if symbol in ATOMS:
        return Unit(*ATOMS[symbol])
    prefix, rest = symbol[:1], symbol[1:]
    if prefix in PREFIXES and rest in TAKE_PREFIX:
        factor, dimensions = ATOMS[rest]
        return Unit(factor * Fraction(10) ** PREFIXES[prefix], dimensions)
    return None


def _without_year(unit: Unit) -> Dimensions:
    return tuple(part for part in unit.dimensions if part != ("year", -1))


def _conflicts(source: Unit, target: Unit) -> bool:
    """A rate of another period is no amount of a year: `t/d` is not `t`."""
    return dict(source.dimensions).get("day", 0) != dict(target.dimensions).get("day", 0)


PARENTHESES: Final = re.compile(r"^(.*?)[\s_]*[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*$")


def split_unit(header: str) -> tuple[str, str]:
    """`Generated (t/a)` -> (`Generated`, `t/a`); no unit: the header as it is, and an empty text."""
    found = PARENTHESES.match(header)
    if found and found[1] and read_unit(found[2]) is not None:
        return found[1], found[2]
    return header, ""


def split_suffix(header: str) -> tuple[str, str]:
    """`generated_t` -> (`generated`, `t`), `area km2` -> (`area`, `km2`); nothing of the kind: as `split_unit`."""
    found = re.match(r"^(.+)[\s_]+([^\s_]+)$", header.strip())
    if found and read_unit(found[2]) is not None and found[2] != "1":
        return found[1], found[2]
    return header, ""
