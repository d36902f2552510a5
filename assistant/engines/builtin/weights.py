"""What each figure of `evidence` counts for in the score of a passage.

Fitted by `bench/qa_weights.py`, which says how, on the development half of the labelled questions (evals/README.md),
and rounded to two digits. The score is the logarithm of a passage's odds against silence.
"""

BIAS = -5.88
WEIGHTS = {
    "number_fits": 3.90,
    "lead": 3.24,
    "thing_fits": 2.89,
    "name_fits": 2.49,
    "date_fits": 1.63,
    "number_beside": 1.55,
    "most": 1.37,
    "article": 1.35,
    "cue": 1.35,
    "name_beside": 1.19,
    "rest": 0.97,
    "near": 0.71,
    "early": 0.63,
    "titles": 0.51,
    "is_a": 0.35,
    "verbs": 0.25,
    "names_near": 0.23,
    "rest_lost": -0.13,
    "modal": -0.16,
    "negated": -0.51,
    "reason_none": -0.60,
    "points_back": -0.76,
    "long": -1.18,
    "number_none": -1.45,
    "setting_lost": -1.46,
    "date_none": -1.62,
    "relation_lost": -1.64,
    "names_lost": -2.13,
    "titles_lost": -2.21,
    "asks": -2.46,
    # By hand: with no sort of answer to look for, what counts is how much of the question is there.
    "any_carried": 2.50,
}
