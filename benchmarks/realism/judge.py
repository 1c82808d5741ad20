"""Judge: how well a machine that reads forty lines tells ours from real ones.

A logistic regression on what can be counted in a window, trained and asked on different logs. AUC .5 is a guess, 1 is
sure. None of the counts depends on how fast a chat is, since that is the streamer's choice.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import fmean

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import rankdata

from benchmarks.realism import form, people, wording
from benchmarks.realism.attention import subject_of
from benchmarks.realism.log import Line
from server.model.phrase import Language

WINDOW = 40
"""Lines."""
FOLDS = 5
RIDGE = 1.0
"""Penalty on the squared weights of the standardized counts."""
NEAR, FAR = 3, 15
"""Lines back between which a word that comes again is a subject, no longer a reply."""

Matrix = NDArray[np.float64]


def auc(real: Sequence[Sequence[Line]], ours: Sequence[Sequence[Line]], streamer: str, language: Language) -> float:
    """Chance that a window of ours looks more like ours than a real one does, each judged by who didn't see its log."""
    rows: list[list[float]] = []
    kinds: list[float] = []
    folds: list[int] = []
    for kind, logs in ((0.0, real), (1.0, ours)):
        for place, log in enumerate(logs):
            for window in windows(log):
                rows.append(features(window, streamer, language))
                kinds.append(kind)
                folds.append(place % FOLDS)
    x, y, fold = np.array(rows), np.array(kinds), np.array(folds)
    scores = np.zeros(len(y))
    for number in sorted(set(folds)):
        asked = fold == number
        scores[asked] = _judged(x[~asked], y[~asked], x[asked])
    return area(scores[y == 1], scores[y == 0])


def windows(log: Sequence[Line]) -> list[Sequence[Line]]:
    """The log in whole windows."""
    return [log[start : start + WINDOW] for start in range(0, len(log) - WINDOW + 1, WINDOW)]


def features(window: Sequence[Line], streamer: str, language: Language) -> list[float]:
    """What is counted: lengths, form, whom and what it is about, and who speaks."""
    words = [len(line.tokens) for line in window]
    return [
        fmean(np.log(words)),
        float(np.std(np.log(words))),
        wording.long_share(window),
        wording.one_word_share(window),
        form.share(window, form.is_emotes),
        form.share(window, lambda line: bool(line.emotes)),
        form.share(window, form.is_lower),
        form.share(window, form.is_punctuated),
        form.share(window, form.is_laugh),
        form.share(window, form.is_elongated),
        form.duplicates(window),
        form.share(window, lambda line: bool(line.mentions)),
        wording.to_streamer(window, streamer),
        wording.second_person(window, streamer, language),
        wording.questions(window, language),
        wording.home_share(window, language),
        wording.quiz_share(window, language),
        wording.near_duplicates(window),
        len(people.per_chatter(window)) / WINDOW,
        sum(people.per_chatter(window)[:3]) / WINDOW,
        fmean(one.who == other.who for one, other in itertools.pairwise(window)),
        _taken_up(window, streamer),
        _short_run(words),
    ]


def area(higher: Sequence[float] | Matrix, lower: Sequence[float] | Matrix) -> float:
    """Chance that one of `higher` is above one of `lower`: the area under the ROC curve."""
    ranks = rankdata([*higher, *lower])[: len(higher)]
    return float((ranks.sum() - len(higher) * (len(higher) + 1) / 2) / (len(higher) * len(lower)))


def _taken_up(window: Sequence[Line], streamer: str) -> float:
    """Share of the lines with a content word that somebody else used four to fifteen lines before."""
    words = [subject_of(line, streamer) for line in window]
    return fmean(
        any(
            window[before].who != line.who and not words[before].isdisjoint(words[place])
            for before in range(max(0, place - FAR), place - NEAR)
        )
        for place, line in enumerate(window)
    )


def _short_run(words: Sequence[int]) -> float:
    """The most lines of three words or fewer in a row."""
    longest = run = 0
    for count in words:
        run = run + 1 if count <= 3 else 0
        longest = max(longest, run)
    return float(longest)


def _judged(x: Matrix, y: Matrix, asked: Matrix) -> Matrix:
    """How much each row of `asked` looks like kind 1, learnt from `x` and `y`; both kinds weigh alike."""
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    known, sought = (np.column_stack([np.ones(len(some)), (some - mean) / spread]) for some in (x, asked))
    weight = np.where(y == 1, 0.5 / max(1e-9, y.mean()), 0.5 / max(1e-9, 1 - y.mean()))
    sign = 2 * y - 1

    def loss(beta: Matrix) -> tuple[float, Matrix]:
        margin = sign * (known @ beta)
        slack = beta * np.append(0.0, np.ones(len(beta) - 1)) * RIDGE
        slope = known.T @ (-weight * sign / (1 + np.exp(np.clip(margin, -500, 500)))) + slack
        return float(weight @ np.logaddexp(0, -margin) + 0.5 * slack @ beta), slope

    found = minimize(loss, np.zeros(known.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(sought @ found.x, dtype=np.float64)
