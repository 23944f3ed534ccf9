# What the bot says itself. Everything else that it shows stands in a document.

smalltalk-greeting = Hello. Ask me a question about { $titles }; I answer with the passage, word for word, and the person responsible.
smalltalk-thanks = You are welcome.
smalltalk-farewell = Goodbye.
smalltalk-about = I answer questions about { $titles }. I quote the passage that answers, word for word, say where it stands, and name the person responsible. I make nothing up: what the documents do not say, I do not know.

refused-empty = There is no question here. Type one, for instance “Who is responsible?”
refused-long = The question is longer than { $limit } characters. Please ask it in fewer words.
refused-unreadable = There are no words in this question. Please ask it in words.

clarify-lost = What does your question go on about? I know no earlier question to go by: please name it.
clarify-which = Several documents answer this, each for itself. Which one do you mean?
clarify-who = Whom do you mean?

former = This document is no longer in force.
former-until = This document was in force until { $day }.
former-successor = In force now is “{ $title }”.

answered-conflict = The documents do not agree; here is what each says.

runner-up = This may answer it too ({ $probability }%):

limits-heading = { $count ->
    [one] This limits it:
   *[other] These limit it:
}

abstained = I found nothing in the documents that answers this.
abstained-unknown = I found nothing in the documents that answers this: they do not speak of { $words }.
abstained-nearest = The nearest section is “{ $heading }”.
abstained-who = Whom to ask:
abstained-not-given = No { $detail } is printed for { $who }. What is printed:

detail-phone = telephone number
detail-fax = fax number
detail-email = e-mail address
detail-address = post address
detail-website = website
detail-mobile = mobile number
detail-hours = opening hours
detail-room = room number
detail-organisation = organisation
detail-unit = unit
detail-role = role
detail-person = name

sure-very = very sure
sure-fairly = fairly sure
sure-not-very = not very sure
sure-unsure = unsure

label-phone = Telephone
label-fax = Fax
label-email = E-mail
label-address = Address
place-page = p. { $page }
place-as-of = as of { $date }
ready-passages = { $count ->
    [one] one ready passage
   *[other] { $count } ready passages
}

chat-welcome = Ask about { $titles }. /help lists what else you can type.
chat-help =
    Type a question; a follow-up may lean on the one before it. A number picks one of the choices.
    /new       forget the questions so far
    /contacts  everybody that the documents name
    /sources   the documents that are answered from
    /quit      leave (or Ctrl-D)
chat-new = Forgotten. What would you like to know?
chat-unknown = There is no { $command }; /help lists what there is.
chat-no-contacts = The documents name nobody.

batch-no-json = Line { $line } is no JSON: { $reason }
batch-no-question = Line { $line }: { $reason }

error-unavailable = I cannot look this up at the moment. Please ask again later.

ingest-reading = Reading
ingest-changes = { $new } new, { $changed } changed, { $gone } gone, { $unchanged } unchanged
ingest-problems = { $count ->
    [one] one file or line cannot be read:
   *[other] { $count } files or lines cannot be read:
}
status-none = No index is built. “madoguchi ingest PATH…” builds one; until then the brief that ships is answered from.
status-holds = { $documents ->
    [one] one document
   *[other] { $documents } documents
}, { $passages ->
    [one] one passage
   *[other] { $passages } passages
}
status-built = built { $when }
status-version = version { $version }
status-source = from { $source }

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

explain-read = How the question was read
explain-read-as = As “{ $question }”.
explain-not-read = It was not looked up.
explain-past = It asks of what is no longer in force: “{ $title }”.
explain-corrected = “{ $typed }” stands in no document and was read as “{ $read }”.
explain-unknown = No document speaks of { $words }.
explain-earlier = It goes on from “{ $question }”, whose words count { $percent }% beside its own.
explain-asked-person = It asks for a person or body.
explain-asked-place = It asks for a place.
explain-asked-time = It asks for a date or time.
explain-asked-number = It asks for a number or amount.
explain-asked-expansion = It asks what letters stand for.
explain-asked-definition = It asks what something is.
explain-asked-topic = It names a subject.
explain-asked-list = It asks for several things.
explain-asked-reason = It asks for a reason or purpose.
explain-asked-other = It asks for no particular kind of thing.
explain-asked-contact = It asks for a contact: { $detail }.
explain-words = Where its words stand (in brackets: how much each counts)
explain-words-quoted = In the quoted lines: { $words }
explain-words-nearest = In the nearest lines: { $words }
explain-words-around = Around them, or in their headings: { $words }
explain-words-nowhere = Not there: { $words }
explain-word-as = { $word } as “{ $found }”
explain-word-synonym = { $word } by another word, “{ $found }”
explain-word-counts = { $word } ({ $percent }%)
explain-signals = What makes it { $sure }; in brackets, how sure it would be otherwise
explain-signal-without = without it { $percent }%
explain-signal-complete = in full { $percent }%
signal-coverage = the question's words in these lines
signal-context = the same, with what stands around them
signal-rank = how well the passage ranks beside the best one
signal-kind = the kind of thing that is asked for, if one is, is there
signal-exact = its numbers and rare names, if any, are there
signal-known = words that any document holds
signal-focus = what is asked of its subject, if it says so, is there
signal-mass = how much is matched in all
signal-crowd = other passages match as well, which speaks against it
explain-why = Why it was answered
explain-why-not = Why it was not answered
explain-why-evidence = Passages answer from { $threshold }% on; the likeliest has { $percent }%.
explain-why-below = Passages answer from { $threshold }% on; the likeliest has { $percent }%.
explain-why-nothing = No passage has lines that might answer it.
explain-why-contact = It asks for what a contact's record holds, and there it is printed; { $percent }% sure that this contact is meant.
explain-why-not-given = It asks for what a contact's record may hold, and there it is not printed.
explain-why-several = Several are meant equally well, and their words are too many for one answer.
explain-why-lost = It points back to something that was said before, and nothing was.
explain-why-smalltalk = It is no question about the documents.
explain-why-refused = It is no question.
explain-why-unavailable = Something failed; the log says what.
explain-others = What else might answer
explain-nearest = What comes nearest
explain-named = Why these contacts
explain-named-asked = { $who }: the one who is asked for.
explain-named-heading = { $who }: stands under the same heading, “{ $heading }”.
explain-named-document = { $who }: stands in the same document.
explain-named-words = { $who }: stands in the documents.
explain-named-holds = { $named } The record holds { $percent }% of what the question says of its subject.

contacts-heading = { $count ->
    [one] Contact
   *[other] Contacts
}:

telegram-placeholder = Looking it up …
telegram-welcome =
    This is Madoguchi. Ask a question about the policy documents, and you are shown the passage that answers it, word for word, where it stands, as of when, and whom to contact.

    /ask – ask a question (in a group: /ask and the question, or reply to one of my messages)
    /new – start anew and forget what was asked before
    /sources – the documents I answer from
    /contacts – whom to contact
telegram-menu-ask = Ask a question about the documents
telegram-menu-new = Start anew
telegram-menu-sources = The documents I answer from
telegram-menu-contacts = Whom to contact
telegram-menu-help = What I can do
telegram-ask-what = Write the question after the command, for instance: /ask Who is the contact for science and technology?
telegram-forgotten = What was asked before is forgotten. What would you like to know?
telegram-text-only = I can read text only. Please write your question as a message.
telegram-unknown-command = I do not know this command. /help says what I can do.
telegram-failed = Something went wrong on my side and your question is not answered. Please ask again in a moment.
telegram-no-sources = There are no documents to answer from.
telegram-no-contacts = The documents name nobody to contact.
telegram-sources = I answer from these documents:
telegram-contacts = These contacts stand in the documents:
telegram-more-sources = … and { $count } further { $count ->
    [one] document
   *[other] documents
}.
telegram-more-contacts = … and { $count } further { $count ->
    [one] contact
   *[other] contacts
}. Ask for the one you need.
telegram-ask-on = You can go on with:
telegram-source = Source:

calibration-judged = Fitted to { $questions } judged questions on { $day }.
calibration-pseudo = Fitted to { $questions } questions made out of the documents on { $day }.
calibration-threshold = Answers are given from a probability of { $threshold }% on, so that at most { $risk }% of those fitted to are wrong.
calibration-trial = Of { $questions } other judged questions { $answered } were answered, { $wrong } wrong: at most { $at_most }% wrong at 95% confidence.
calibration-untried = Too few other judged questions were answered to say how often an answer is wrong: give more of them.
calibration-unjudged = How often an answer is wrong, only judged questions tell: what merely seems to answer, made-up questions do not show.
calibration-shipped = The calibration that ships with the program is in force again.
