"""What each metric of a story is, in the order of reports; docs/metrics.md has an example of each."""

from collections.abc import Mapping

from assistant.evaluate.records import Meaning
from assistant.evaluate.scoring.cases import LOWER_IS_BETTER

_SAYS = {
    "discrepancy_recall": (
        "discrepancies found",
        "of the labelled discrepancies, those of which two positions stand in two positions of a reported one",
    ),
    "discrepancy_precision": ("discrepancies right", "of the reported discrepancies, those that meet a labelled one"),
    "discrepancy_f1": (
        "discrepancies, F1",
        "of all labelled and all reported discrepancies, those that are found and those that are right",
    ),
    "distractors_flagged": (
        "distractors flagged",
        "of the labelled distractors, those that a reported discrepancy rests on which meets no labelled one",
    ),
    "verdict_accuracy": ("verdicts right", "of the labelled discrepancies that are found, those with their verdict"),
    "value_accuracy": (
        "values right",
        "of the positions of discrepancies found whose values can be compared, those with the labelled value",
    ),
    "agreement_recall": (
        "agreements found",
        "of the labelled agreements, those of which two supports stand in the words of two sources of a reported one",
    ),
    "agreement_precision": (
        "agreements right",
        "of the reported agreements that labels can judge, those that labels bear out",
    ),
    "agreement_f1": (
        "agreements, F1",
        "of all labelled and all reported agreements that labels can judge, those that are found and that are right",
    ),
    "single_source_recall": (
        "single-source facts",
        "of the labelled facts of one source, those told as such, and their words neither as agreed nor as disputed",
    ),
    "claim_recall": ("claims found", "of the labelled claims, those that a claim of ours is aligned with"),
    "claim_precision": ("claims right", "of our claims, those that are aligned with a labelled one"),
    "claim_f1": ("claims, F1", "of all labelled claims and all of ours, those that are aligned"),
    "speaker_accuracy": (
        "speakers right",
        "of the aligned claims, those with the labelled speaker, or with none where none is labelled",
    ),
    "stance_accuracy": (
        "stances right",
        "of the aligned claims, those with the labelled stance: asserted, reported, denied or planned",
    ),
    "quote_validity": (
        "quotes exact",
        "of all quotes, those whose words stand at their place in the article that they name",
    ),
    "key_point_coverage": (
        "key points told",
        "of the labelled key points, those that the summary of their article quotes or tells",
    ),
    "must_quote_coverage": (
        "rests on what it should",
        "of the words that a summary should rest on, those of which it quotes at least half",
    ),
    "summary_faithfulness": (
        "summaries faithful",
        "of the sentences of summaries on which the rules of `check` can tell, those that their article supports",
    ),
    "answer_accuracy": (
        "answers right",
        "of the questions with an answer, those whose reply has an accepted one; of a dispute two, told as disputed",
    ),
    "citation_precision": (
        "citations right",
        "of the cited sentences of questions with an answer, those that cite labelled evidence or an accepted answer",
    ),
    "citation_recall": ("evidence cited", "of the labelled places of evidence, those that the reply cites"),
    "abstention_precision": ("silence right", "of all silences, those on what no source answers"),
    "abstention_recall": ("silence kept", "of the questions that no source answers, those met with silence"),
}
MEANINGS: Mapping[str, Meaning] = {
    name: Meaning(title, name not in LOWER_IS_BETTER, says) for name, (title, says) in _SAYS.items()
}
