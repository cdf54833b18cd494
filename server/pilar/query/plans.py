"""Plans of one operation, found again by the facts about the variables that each of them rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count, pairwise
from typing import Any, Final

from pilar.query.cost import Estimate
from pilar.query.parameters import TODAY_KEY, today
from pilar.query.planner import Missing
from pilar.query.values import Fact, Variables

MOST_PLANS: Final = 200
MOST_CHARACTERS: Final = 300_000
CHARACTERS_OF_A_FACT: Final = 100
"""A plan and the way to it take about 60 bytes of memory for each character; a fact about the variables adds these."""
_numbers: Final = count(1)


@dataclass(frozen=True)
class RootPlan:
    """One root field, ready to run: SQL and what gets each parameter, or the text that is known without SQL.

    `head` and `tail` go around the JSON that the statement returns. `reads_few` when it takes some microseconds.
    """

    key: str
    sql: str = ""
    getters: tuple[Callable[[Any], Any], ...] = ()
    missing: Missing | None = None
    promised: bool = False
    text: str | None = None
    head: str = ""
    tail: str = ""
    reads_few: bool = False
    reads_today: bool = False

    def parameters(self, variables: Variables) -> list[Any]:
        """Return what the statement is bound to for one request."""
        return [get(variables) for get in self.getters]


@dataclass(frozen=True)
class FeedPlan:
    """A subscription, ready to run: see `feeds.FeedRead`."""

    key: str
    table: str
    fingerprint: str
    behind: RootPlan
    newest: RootPlan
    about: RootPlan
    after: Callable[[Any], Any] | None


@dataclass(frozen=True, eq=False)
class OperationPlan:
    """What an operation does: the roots to read, or the feed; with `walk` the executor puts the answer together.

    `tables` are all that it reads, `nodes` estimates how many rows it returns at most. `identity` tells what it reads
    and under which names: the same for equal plans in every process. `number` is its own in this process.
    """

    roots: tuple[RootPlan, ...]
    walk: bool
    tables: tuple[str, ...]
    nodes: Estimate
    feed: FeedPlan | None = None
    number: int = field(default_factory=_numbers.__next__)

    @cached_property
    def reads_today(self) -> bool:
        """Whether what it answers depends on the day."""
        return any(root.reads_today for root in (*self.roots, *([self.feed.behind] if self.feed else ())))

    def dated(self, variables: Variables) -> Variables:
        """Return the variables with today among them if that matters: then no answer outlives its day."""
        return {**variables, TODAY_KEY: today()} if self.reads_today else variables

    @property
    def length(self) -> int:
        """Characters of its statements: how much memory it takes."""
        feed = (self.feed.behind, self.feed.newest, self.feed.about) if self.feed else ()
        return sum(len(root.sql) for root in (*self.roots, *feed))

    @cached_property
    def identity(self) -> str:
        """A digest of the statements and the keys of their answers."""
        told = "\x1f".join(
            part for root in self.roots for part in (root.key, root.head, root.sql, root.text or "")
        )
        return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()


@dataclass
class _Branch:
    """Ask one fact, go where the answer leads."""

    fact: Fact
    answers: dict[Hashable, _Branch | OperationPlan] = field(default_factory=dict)


class Plans:
    """A tree of facts with plans for leaves, one for each language: finding a plan asks only what matters to it.

    `grown` is told of the characters that a new plan takes, so that all operations together stay within a bound.
    """

    def __init__(self, grown: Callable[[int], None] = lambda characters: None) -> None:
        self._trees: dict[str, _Branch | OperationPlan] = {}
        self._grown = grown
        self._count = 0
        self._characters = 0

    def find(self, language: str, variables: Variables) -> OperationPlan | None:
        """Return the plan that holds for these variables, if it was made before."""
        node = self._trees.get(language)
        while isinstance(node, _Branch):
            node = node.answers.get(node.fact.of(variables))
        return node

    def add(self, language: str, asked: Mapping[Fact, Hashable], plan: OperationPlan) -> None:
        """Keep a plan under the facts asked while it was made, in their order; beyond a limit keep none."""
        characters = plan.length + CHARACTERS_OF_A_FACT * len(asked)
        if self._count >= MOST_PLANS or self._characters + characters > MOST_CHARACTERS:
            return
        self._count += 1
        self._characters += characters
        self._grown(characters)
        steps = list(asked.items())
        if not steps:
            self._trees[language] = plan
            return
        node = self._trees.setdefault(language, _Branch(steps[0][0]))
        for (_, answer), (following, _) in pairwise(steps):
            assert isinstance(node, _Branch)
            node = node.answers.setdefault(answer, _Branch(following))
        assert isinstance(node, _Branch)
        node.answers[steps[-1][1]] = plan
