"""What each figure of `evidence` counts for in the score of a passage.

Fitted by `bench/qa_weights.py`, which says how, on the development half of the labelled questions (evals/README.md),
and rounded to two digits. The score is the logarithm of a passage's odds against silence.
"""

BIAS = -6.53
WEIGHTS = {
    "number_fits": 4.12,
    "thing_fits": 2.95,
    "lead": 2.84,
    "name_fits": 2.45,
    "name_beside": 1.84,
    "date_fits": 1.73,
    "number_beside": 1.63,
    "cue": 1.50,
    "most": 1.33,
    "near": 1.25,
    "article": 1.22,
    "early": 1.12,
    "rest": 0.99,
    "names_near": 0.65,
    "verbs": 0.52,
    "is_a": 0.28,
    "rest_lost": -0.18,
    "negated": -0.45,
    "reason_none": -0.54,
    "long": -0.78,
    "points_back": -0.96,
    "number_none": -1.42,
    "date_none": -1.55,
    "setting_lost": -1.61,
    "relation_lost": -1.79,
    "titles_lost": -1.89,
    "names_lost": -2.10,
    "asks": -2.65,
    # By hand: with no sort of answer to look for, what counts is how much of the question is there.
    "any_carried": 2.50,
}
