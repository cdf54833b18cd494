"""Points a minute for each client: a bucket that fills evenly and that each operation draws its cost from."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from pilar.errors import BudgetExhausted

MOST_CLIENTS: Final = 50_000
SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Balance:
    """What is left to a client, and the moment (ISO 8601, UTC) at which its bucket is full again."""

    requested: int
    remaining: int
    reset_at: str


class Budget:
    """The buckets of all clients; those not seen for longest are forgotten first, when they are full anyway."""

    def __init__(self, points_per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.points = points_per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def draw(self, client: str, points: int) -> int:
        """Take points from a client's bucket and return how many are left; without a budget, none ever are.

        Raises `BudgetExhausted` with the seconds to wait; then nothing is taken.
        """
        if not self.points:
            return 0
        now = self._clock()
        level, since = self._buckets.get(client, (float(self.points), now))
        level = min(self.points, level + (now - since) * self.points / SECONDS)
        if points > level:
            raise self._exhausted(points, level)
        self._buckets[client] = (level - points, now)
        self._buckets.move_to_end(client)
        if len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)
        return int(level - points)

    def balance(self, points: int, remaining: int) -> Balance:
        """Return what an operation cost and left, and when the bucket is full again."""
        full_in_s = math.ceil((self.points - remaining) * SECONDS / self.points) if self.points else 0
        full_at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=full_in_s)
        return Balance(points, remaining, full_at.isoformat().replace("+00:00", "Z"))

    def _exhausted(self, points: int, level: float) -> BudgetExhausted:
        if points > self.points:
            return BudgetExhausted(
                f"The operation costs {points:,} points; a client has {self.points:,} a minute.",
                "Ask for fewer rows, or split the operation.",
                retry_after_s=SECONDS,
            )
        wait = math.ceil((points - level) * SECONDS / self.points)
        return BudgetExhausted(
            f"The operation costs {points:,} points; {int(level):,} of {self.points:,} a minute are left.",
            f"Try again in {wait} seconds, ask for less, or send fewer requests.",
            retry_after_s=wait,
        )
