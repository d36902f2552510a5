"""What each figure of `evidence` counts for in the score of a passage.

Fitted by `bench/qa_weights.py`, which says how, on the development half of the labelled questions (evals/README.md),
and rounded to two digits. The score is the logarithm of a passage's odds against silence.
"""

BIAS = -6.57
WEIGHTS = {
    "number_fits": 4.06,
    "thing_fits": 2.94,
    "lead": 2.85,
    "name_fits": 2.43,
    "name_beside": 1.91,
    "date_fits": 1.72,
    "number_beside": 1.67,
    "cue": 1.51,
    "most": 1.37,
    "article": 1.31,
    "near": 1.06,
    "early": 1.03,
    "rest": 0.97,
    "names_near": 0.79,
    "verbs": 0.43,
    "is_a": 0.30,
    "rest_lost": -0.30,
    "negated": -0.45,
    "reason_none": -0.54,
    "long": -0.79,
    "points_back": -0.90,
    "number_none": -1.42,
    "date_none": -1.56,
    "setting_lost": -1.69,
    "relation_lost": -1.83,
    "titles_lost": -1.92,
    "names_lost": -2.00,
    "asks": -2.65,
    # By hand, there being too few such questions: with no sort of answer to look for, what is there of the question.
    "any_carried": 2.50,
    "reason_fits": 2.00,
}
