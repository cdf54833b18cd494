"""Answers kept: found at the same revisions only, and never more bytes than allowed."""

from __future__ import annotations

import random

from pilar.query.answers import OVERHEAD_BYTES, Answers, entity_tag


def test_an_answer_is_found_at_the_revisions_it_was_made_at() -> None:
    answers = Answers(100_000)
    answers.keep((1, b"{}"), (4, 2), b"old")
    assert answers.find((1, b"{}"), (4, 2)) == b"old"
    assert answers.find((1, b"{}"), (5, 2)) is None
    assert answers.find((1, b"{}"), (4, 2)) is None
    assert (answers.bytes, answers.hits) == (0, 1)


def test_plans_and_variables_are_apart() -> None:
    answers = Answers(100_000)
    answers.keep((1, b'{"a":1}'), (), b"x")
    assert answers.find((1, b'{"a":2}'), ()) is None
    assert answers.find((2, b'{"a":1}'), ()) is None


def test_the_bound_holds_under_many_different_answers_and_variables() -> None:
    chosen = random.Random(1)
    answers = Answers(200_000)
    for number in range(3_000):
        key = (number % 700, b"v" * chosen.randint(0, 9_000))
        answers.keep(key, (number % 3,), b"a" * chosen.randint(1, 30_000))
        answers.find(key, (chosen.randint(0, 2),))
        kept = answers._kept.items()
        assert (
            answers.bytes
            == sum(len(item.body) + len(key[1]) + OVERHEAD_BYTES for key, item in kept)
            <= 200_000
        )


def test_the_answer_not_asked_for_longest_goes_first() -> None:
    answers = Answers(20_000)
    for number in range(8):
        answers.keep((number, b""), (), b"x" * 1_900)
    answers.find((0, b""), ())
    answers.keep((8, b""), (), b"x" * 1_900)
    assert answers.find((0, b""), ()) is not None
    assert answers.find((1, b""), ()) is None


def test_a_very_large_answer_is_not_kept_and_without_bytes_none_is() -> None:
    answers, without = Answers(80_000), Answers(0)
    answers.keep((1, b""), (), b"x" * 10_000)
    without.keep((1, b""), (), b"")
    assert answers.bytes == without.bytes == 0


def test_a_tag_differs_by_document_variables_and_revisions() -> None:
    tags = {
        entity_tag(identity, variables, revisions)
        for identity in ("a", "b")
        for variables in (b"", b"{}")
        for revisions in ((1,), (2,), (1, 2))
    }
    assert len(tags) == 12
    assert all(tag.startswith('"') and tag.endswith('"') for tag in tags)
