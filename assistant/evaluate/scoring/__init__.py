"""Scores of what the product made of a story, against its labels: pure functions, one file an idea.

    output      what was made, as JSON values and back
    scene       a story's articles, labels and output together; labelled words in their places
    cases       a case and its scores, as every kind of data makes them
    spans       how stretches of an article lie to each other
    values      whether two statements, values or speakers can be the same
    align       which of two rows of things belong together at best
    findings agreements claims summaries answers quotes
                the cases of each, with their scores
    meanings    what each metric counts

What each metric means, with an example to follow by hand: docs/metrics.md.
"""
