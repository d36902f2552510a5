"""Reports: pure projections of one run file. They say what was measured, and score nothing themselves.

telling   -> figures, outcomes and headings in words, the same in every report
folding   -> a case over its repeats
columns   -> lines and tables of a width
terminal  -> text of 80 columns
markdown  -> a comment on a merge
junit     -> XML that CI shows
html      -> one self-contained page, on which a number leads to its cases and a case to its quotes
"""
