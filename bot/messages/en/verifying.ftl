# What became of verifying an Answer.

verify-nothing = There is nothing to verify: give an Answer as “madoguchi ask --json” prints it.
verify-no-json = What is to be verified is no JSON: { $reason }
verify-no-answer = What is to be verified is no Answer: number { $number } has no “{ $field }”, as “madoguchi ask --json” prints it.
verify-no-index = The index { $index } cannot be read ({ $reason }). Name the documents by --corpus, or build it again: madoguchi ingest PATH…
verify-no-document = No document is called so: it was taken away or renamed, or the answer was altered.
verify-no-place = The document has no such place: the answer was altered, or the document is shorter than it was.
verify-no-section = The place is not within one section: the answer was altered, or the document was changed.
verify-altered = The words were altered after they were quoted: their digest is that of the document's words, not theirs.
verify-moved = The quoted words stand at { $places }: the document was changed before them, or the answer's offsets were altered.
verify-changed = The document does not hold these words: it was changed after they were quoted, or the answer was altered.
verify-differs = The document says otherwise: the answer was altered, or the document was changed after it was given.
verify-unknown = No document says such a thing: the answer was altered, or another version of the program made it.
verify-unknown-field = An Answer has no such field: the answer was altered, or another version of the program made it. What it cites is verified.
verify-not-printed = It is not printed in the lines that are cited, nor in the heading above them: nobody should be sent there.
verify-read-otherwise = It is printed there, but the contact reads otherwise: the answer was altered, or the document was changed.
verify-no-contact = No contact is printed there: the answer was altered, or the document was changed.
verify-version = The documents are not those that were answered from: one was added, taken away, renamed or changed, be it elsewhere.
verify-no-quotes = An answer quotes a document, and nothing else does: the status was altered, or quotations were added or taken out.
verify-says = { $field }: expected { $expected }, found { $found }
verify-says-nothing = nothing
verify-answer = Answer { $number }: { $question }
verify-copy = held against the index's own copy: the source is not there any more, or cannot be read
verify-stands = Everything stands: { $places ->
    [one] one place
   *[other] { $places } places
} in { $answers ->
    [one] one answer
   *[other] { $answers } answers
}, word for word.
verify-fails = Does not stand: { $wrong } of { $answers ->
    [one] one answer
   *[other] { $answers } answers
}.
