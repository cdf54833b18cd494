"""Ranks: the best is first, equals share a rank, the next one is left out."""

from __future__ import annotations

import numpy as np
from pilar.assessment.ranking import count_ranked, rank

SCORES = np.array([[3.0], [5.0], [5.0], [np.nan], [1.0]])


def test_equals_share_a_rank_and_the_next_is_left_out():
    assert rank(SCORES)[:, 0].tolist() == [3, 1, 1, 0, 4]


def test_regions_are_ranked_within_their_peers():
    peers = np.array([0, 0, 1, 1, -1])

    assert rank(SCORES, peers=peers)[:, 0].tolist() == [2, 1, 1, 0, 0]
    assert count_ranked(SCORES, peers)[:, 0].tolist() == [2, 2, 1, 1, 0]
    assert count_ranked(SCORES)[0, 0] == 4


def test_a_difference_in_the_last_bit_is_a_tie():
    assert rank(np.array([[0.1 + 0.2], [0.3]]), 1.0)[:, 0].tolist() == [1, 1]
    assert rank(np.array([[70.0000001], [70.0]]), 100.0)[:, 0].tolist() == [1, 2]
