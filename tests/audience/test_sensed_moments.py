"""Known moments: what is sensed again and again is one moment."""

from __future__ import annotations

from server.audience.sensed_moments import APART_S, SensedMoments


def test_the_first_time_is_news():
    """And so is another type, once the first has had its time."""
    known = SensedMoments()
    assert known.is_news("death", 100.0, repeats_s=20)
    assert known.is_news("goal", 100.0 + APART_S, repeats_s=20)


def test_what_stays_on_the_screen_is_one_moment():
    """Each reading begins the wait anew: a text that stands for minutes never becomes news again."""
    known = SensedMoments()
    assert known.is_news("death", 0.0, repeats_s=20)
    assert not any(known.is_news("death", float(second), repeats_s=20) for second in range(5, 300, 15))
    assert known.is_news("death", 290.0 + 20, repeats_s=20)


def test_what_was_pressed_or_typed_is_known():
    """The screen that says it too brings nothing."""
    known = SensedMoments()
    known.note("death", 50.0)
    assert not known.is_news("death", 52.0, repeats_s=20)


def test_a_screen_that_says_two_things_at_once_means_the_first():
    """The second isn't news then, nor a moment later, since it was seen."""
    known = SensedMoments()
    assert known.is_news("death", 0.0, repeats_s=20)
    assert not known.is_news("win", APART_S - 1, repeats_s=20)
    assert not known.is_news("win", APART_S + 1, repeats_s=20)


def test_asking_changes_nothing():
    """What would be news stays so until it is taken for known."""
    known = SensedMoments()
    assert known.would_be_news("death", 10.0, repeats_s=20)
    assert known.is_news("death", 10.0, repeats_s=20)
    assert not known.would_be_news("death", 12.0, repeats_s=20)
