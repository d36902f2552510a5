"""What each figure of `evidence` counts for in the score of a passage.

Fitted by `bench/qa_weights.py` on the development half of the labelled questions: the scores of all passages and a
fixed 0 for silence make a distribution (softmax), and the weights maximise the probability of the passages that
contain the answer, or of silence where the documents are another question's; squared weights are held down, and the
sign of each is fixed beforehand by what the figure means. Rounded to two digits.
"""

BIAS = -5.83
WEIGHTS = {
    "number_fits": 3.85,
    "lead": 3.20,
    "thing_fits": 2.88,
    "name_fits": 2.47,
    "date_fits": 1.69,
    "number_beside": 1.63,
    "cue": 1.39,
    "most": 1.37,
    "article": 1.30,
    "name_beside": 1.24,
    "rest": 1.03,
    "near": 0.66,
    "early": 0.64,
    "titles": 0.48,
    "is_a": 0.39,
    "names_near": 0.23,
    "verbs": 0.22,
    "modal": -0.15,
    "rest_lost": -0.17,
    "negated": -0.51,
    "reason_none": -0.61,
    "points_back": -0.78,
    "long": -1.21,
    "number_none": -1.45,
    "setting_lost": -1.52,
    "date_none": -1.58,
    "relation_lost": -1.64,
    "names_lost": -2.09,
    "titles_lost": -2.30,
    "asks": -2.43,
}
