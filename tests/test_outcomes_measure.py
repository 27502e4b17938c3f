"""The arithmetic of the figures, against R and the standard library."""

import json
import statistics
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story import ROOT

from outcomes.measure import knowledge, marks, wilson

STATS = ROOT.parent / "shared" / "conformance" / "stats"
here = pytest.mark.skipif(not STATS.exists(), reason="R's values lie in ../shared, which is not here")


def spread(numbers: list[int], out_of: int) -> dict[Fraction, int]:
    """Marks in per cent, with how many people have each."""
    shares = [Fraction(100 * number, out_of) for number in numbers]
    return {share: shares.count(share) for share in shares}


@here
def test_means_deviations_and_gain_are_those_of_r() -> None:
    r = json.loads((STATS / "prepost.expected.json").read_text(encoding="utf-8"))
    pairs = [("", f"{a}/{r['max']}", f"{b}/{r['max']}", 1) for a, b in zip(r["pre"], r["post"], strict=True)]
    known = knowledge(pairs, 70)[""]
    assert known.gain is not None
    assert float(known.gain) == pytest.approx(r["normalised_gain_class"], abs=1e-12)
    assert (known.matched, known.tested) == (12, 12)
    assert known.pre.mean is not None
    assert float(known.pre.mean) * r["max"] / 100 == pytest.approx(sum(r["pre_mean_ci_95"]) / 2, abs=1e-9)
    apart = marks(spread([b - a for a, b in zip(r["pre"], r["post"], strict=True)], r["max"]))
    assert apart.mean is not None
    assert apart.deviation is not None
    assert float(apart.mean) / apart.deviation == pytest.approx(r["cohen_dz"], abs=1e-9)
    assert float(apart.mean) / (apart.deviation / sqrt(12)) == pytest.approx(r["paired_t"], abs=1e-9)


@here
def test_the_interval_of_a_share_is_that_of_r() -> None:
    for case in json.loads((STATS / "proportions.expected.json").read_text(encoding="utf-8"))["cases"]:
        assert wilson(case["x"], case["n"]) == pytest.approx(tuple(case["wilson_95"]), abs=1e-12)
    assert wilson(0, 0) is None


@given(st.lists(st.integers(0, 24), min_size=2, max_size=40))
def test_mean_and_variance_are_those_of_the_standard_library_to_the_last_digit(numbers: list[int]) -> None:
    found = marks(spread(numbers, 24))
    plain = [Fraction(100 * number, 24) for number in numbers]
    assert (found.n, found.mean) == (len(numbers), statistics.mean(plain))
    assert found.variance == statistics.variance(plain)


def test_nothing_has_no_mean_one_has_no_deviation_and_full_marks_leave_nothing_to_gain() -> None:
    nothing, one = marks({}), marks({Fraction(70): 1})
    assert (nothing.mean, nothing.deviation) == (None, None)
    assert one.mean == 70
    assert one.deviation is None
    assert knowledge([("", "1", "1", 3)], 70)[""].gain is None
    assert knowledge([("", "1/2", "1/4", 3)], 70)[""].gain == Fraction(-1, 2)


def test_who_has_one_mark_only_is_tested_but_not_matched_and_the_criterion_is_reached_at_the_point() -> None:
    known = knowledge([("", "", "7/10", 2), ("", "1/2", "", 4), ("", "1/2", "69/100", 3), ("gifts", "0", "1", 3)], 70)
    assert (known[""].tested, known[""].reached, known[""].matched) == (5, 2, 3)
    assert known[""].share == Fraction(2, 5)
    assert (known["gifts"].tested, known["gifts"].reached) == (3, 3)
