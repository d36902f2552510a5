"""The fourth journey: labelled cases, a run of the product over them, scores, reports, and a gate.

    suites -> Spec        what to run: stories or rows of data, an engine, repeats, thresholds
    kinds  -> Task        one story or row, with its labels; worked by the engine into an output
    kinds  -> Case        one labelled item (or one finding of ours) with its scores
    measure -> Metric     scores over cases, with an interval over clusters and what could not be scored
    gate   -> Ruling      floors, limits and an earlier run: pass, fail, or not enough data to tell
    reports               projections of one run file: terminal, Markdown, JUnit, HTML

Scoring is apart from working: an output is kept in the run file, and scored again without asking anybody.
"""
