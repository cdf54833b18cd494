"""Series of numbers -> an SVG of small line charts, both axes logarithmic."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 380
HEIGHT: Final = 260
LEFT, RIGHT, TOP, BOTTOM = 56, 76, 34, 42
COLOURS: Final = ("#0b6e99", "#d1495b", "#66a182", "#edae49", "#6d597a", "#2e4057", "#8d96a3")


@dataclass(frozen=True)
class Chart:
    """One chart: `lines` are series of (x, y) by name; values are above zero."""

    title: str
    x: str
    y: str
    lines: Mapping[str, Sequence[tuple[float, float]]]


def draw(charts: Sequence[Chart], columns: int = 2) -> str:
    """Return the SVG of all charts in rows of `columns`."""
    rows = math.ceil(len(charts) / columns)
    width, height = WIDTH * columns, HEIGHT * rows
    parts = [
        f'<g transform="translate({number % columns * WIDTH} {number // columns * HEIGHT})">{_chart(chart)}</g>'
        for number, chart in enumerate(charts)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>'
        f"{''.join(parts)}</svg>\n"
    )


def _chart(chart: Chart) -> str:
    points = [point for line in chart.lines.values() for point in line]
    xs, ys = _axis([x for x, _ in points]), _axis([y for _, y in points])
    middle = LEFT + (WIDTH - LEFT - RIGHT) / 2
    parts = [
        f'<text x="{LEFT}" y="18" font-size="13" font-weight="bold">{escape(chart.title)}</text>',
        f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">{escape(chart.x)}</text>',
        f'<text transform="translate(12 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">{escape(chart.y)}</text>',
    ]
    for tick in _ticks(ys):
        y = _down(tick, ys)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 5}" y="{y + 4:.1f}" text-anchor="end">{_number(tick)}</text>')
    for x in sorted({x for x, _ in points}):
        parts.append(
            f'<text x="{_across(x, xs):.1f}" y="{HEIGHT - BOTTOM + 15}" text-anchor="middle">{_number(x)}</text>'
        )
    for colour, (name, line) in zip(COLOURS, chart.lines.items(), strict=False):
        parts.append(_line(colour, name, [(_across(x, xs), _down(y, ys)) for x, y in line]))
    return "".join(parts)


def _line(colour: str, name: str, places: Sequence[tuple[float, float]]) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in places)
    x, y = places[-1]
    label = f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(name)}</text>'
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>{dots}{label}'


def _axis(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of a logarithmic axis: whole powers of ten, or the values themselves where they are close."""
    low, high = math.log10(min(values)), math.log10(max(values))
    return (low, high) if high - low > 3 else (math.floor(low), max(math.ceil(high), math.floor(low) + 1))


def _ticks(axis: tuple[float, float]) -> list[float]:
    return [10.0**power for power in range(math.ceil(axis[0]), math.floor(axis[1]) + 1)]


def _across(x: float, axis: tuple[float, float]) -> float:
    return LEFT + (math.log10(x) - axis[0]) / (axis[1] - axis[0]) * (WIDTH - LEFT - RIGHT)


def _down(y: float, axis: tuple[float, float]) -> float:
    return HEIGHT - BOTTOM - (math.log10(y) - axis[0]) / (axis[1] - axis[0]) * (HEIGHT - TOP - BOTTOM)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"
