"""The fourth journey: labelled cases, a run of the product over them, scores, reports, and a gate.

    labels  -> Gold       what people found in a story, read and checked
    suites  -> Spec       what to run: stories or rows of data, who is asked, repeats, limits
    kinds   -> Task       one story or row with its labels; worked by an engine into an output
    scoring -> Case       one labelled item, or one finding of ours, with its scores
    statistics -> Metric  scores over cases, with an interval over clusters and what could not be scored
    gate    -> Ruling     floors, limits and an earlier run: pass, fail, or not enough data to tell
    reports               projections of one run file: terminal, Markdown, JUnit, HTML

Scoring is apart from working: an output is kept in the run file, and scored again without asking anybody.
"""
