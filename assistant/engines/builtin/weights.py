"""What each figure of `evidence` counts for in the score of a passage.

Fitted by `bench/qa_weights.py` on the development half of the labelled questions: the scores of all passages and a
fixed 0 for silence make a distribution (softmax), and the weights maximise the probability of the passages that
contain the answer, or of silence where the documents are another question's; squared weights are held down, and the
sign of each is fixed beforehand by what the figure means. Rounded to two digits.
"""

BIAS = -7.96
WEIGHTS = {
    "article": 2.54,
    "titles": 2.26,
    "lead": 2.10,
    "cue": 2.00,
    "name_fits": 1.87,
    "number_fits": 1.87,
    "thing_fits": 1.85,
    "early": 1.44,
    "verbs": 1.25,
    "date_fits": 1.21,
    "most": 1.12,
    "near": 1.10,
    "names_near": 1.07,
    "name_beside": 0.95,
    "cover": 0.54,
    "pairs": 0.54,
    "number_beside": 0.52,
    "is_a": 0.43,
    "lead_number": 0.34,
    "setting": 0.33,
    "focus": 0.21,
    "thing_none": -0.07,
    "name_none": -0.11,
    "modal": -0.29,
    "negated": -0.45,
    "points_back": -0.48,
    "asks": -0.76,
    "date_none": -0.81,
    "long": -1.16,
    "names_lost": -1.30,
    "number_none": -1.33,
}
