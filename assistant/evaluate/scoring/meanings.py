"""What each metric of a story is, in the order of reports; docs/metrics.md has an example of each."""

from collections.abc import Mapping

from assistant.evaluate.records import Meaning
from assistant.evaluate.scoring.scene import LOWER_IS_BETTER

_SAYS = {
    "discrepancy_recall": (
        "Discrepancies found",
        "labelled discrepancies of which two positions stand in two positions of one that is reported",
    ),
    "discrepancy_precision": (
        "Discrepancies right",
        "reported discrepancies that meet a labelled one",
    ),
    "discrepancy_f1": (
        "Discrepancies, F1",
        "labelled discrepancies that are found and reported ones that are right, of all labelled and all reported",
    ),
    "distractors_flagged": (
        "Distractors flagged",
        "labelled distractors that a reported discrepancy rests on which meets no labelled one",
    ),
    "verdict_accuracy": (
        "Verdicts",
        "labelled discrepancies that are found, reported as the contradiction, dispute or supersession that they are",
    ),
    "value_accuracy": (
        "Values of positions",
        "positions of the discrepancies found, of those whose values can be compared, that give the labelled value",
    ),
    "agreement_recall": (
        "Agreements found",
        "labelled agreements of which two supports stand in the words of two sources of one that is reported",
    ),
    "agreement_precision": (
        "Agreements right",
        "reported agreements that meet a labelled one; too low where not every agreement is labelled",
    ),
    "agreement_f1": (
        "Agreements, F1",
        "labelled agreements that are found and reported ones that are right, of all labelled and all reported",
    ),
    "single_source_recall": (
        "Single-source facts",
        "labelled facts of one source that are reported as such, and their words neither as agreed nor as disputed",
    ),
    "claim_recall": (
        "Claims found",
        "labelled claims that a claim of ours is aligned with",
    ),
    "claim_precision": (
        "Claims right",
        "claims of ours that are aligned with a labelled one",
    ),
    "claim_f1": (
        "Claims, F1",
        "labelled claims and claims of ours that are aligned, of all labelled and all ours",
    ),
    "speaker_accuracy": (
        "Speakers",
        "aligned claims that name the labelled speaker, or none where there is none",
    ),
    "stance_accuracy": (
        "Stances",
        "aligned claims with the labelled stance: asserted, reported, denied or planned",
    ),
    "quote_validity": (
        "Quotes exact",
        "quotes of the output whose words stand at their place in the article that they name",
    ),
    "key_point_coverage": (
        "Key points told",
        "labelled key points of an article that its summary quotes or tells",
    ),
    "must_quote_coverage": (
        "Words to rest on",
        "labelled words of an article of which its summary quotes at least half",
    ),
    "summary_faithfulness": (
        "Summaries faithful",
        "sentences of summaries, of those on which the rules of `check` can tell, that their article supports",
    ),
    "answer_accuracy": (
        "Answers right",
        "questions that have an answer whose reply contains an accepted one; of a dispute two sides, told as disputed",
    ),
    "citation_precision": (
        "Citations right",
        "sentences of replies that cite labelled evidence, or words with an accepted answer",
    ),
    "citation_recall": (
        "Evidence cited",
        "places of labelled evidence that a reply cites",
    ),
    "abstention_precision": (
        "Silence right",
        "questions met with silence to which no source has an answer",
    ),
    "abstention_recall": (
        "Silence kept",
        "questions to which no source has an answer that are met with silence",
    ),
}
MEANINGS: Mapping[str, Meaning] = {
    name: Meaning(title, name not in LOWER_IS_BETTER, says) for name, (title, says) in _SAYS.items()
}
