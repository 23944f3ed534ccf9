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

dates = The documents are dated as follows.
dates-as-of = “{ $title }”: as of { $date }.
dates-none = “{ $title }” does not say as of when.
dates-more = { $count ->
    [one] And one more document.
   *[other] And { $count } more documents.
}

answered-place-begins = So it begins; the rest does not fit in here.
answered-conflict = The documents do not agree; here is what each says.

runner-up = This may answer it too ({ $probability }%):

limits-heading = { $count ->
    [one] This limits it:
   *[other] These limit it:
}

abstained = I found nothing in the documents that answers this.
abstained-unknown = I found nothing in the documents that answers this: they do not speak of { $words }.
abstained-nearest = The nearest section is “{ $heading }”.
abstained-helpdesk = You can turn to { $helpdesk }.
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
chat-examples = For instance (a number picks one):
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
ingest-embedding = Reading for the meaning
ingest-changes = { $new } new, { $changed } changed, { $gone } gone, { $unchanged } unchanged
ingest-passed-over = { $count ->
    [one] one file is of a format that is not read
   *[other] { $count } files are of formats that are not read
}: { $suffixes }
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
status-embedder = read for its meaning by { $embedder }
status-source = from { $source }

contacts-heading = { $count ->
    [one] Contact
   *[other] Contacts
}:

example-question = What is said about { $heading }?
