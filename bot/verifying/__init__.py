"""Answers held against the documents, by another way than they came.

It knows nothing of searching and answering: an Answer's JSON comes in, the documents are read again, and all that a citation says
is made anew and compared (`corpus/anchors.py`). import-linter holds it to that.
"""
