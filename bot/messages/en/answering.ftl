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
    /privacy – what is kept of you, and /forget to have it erased
telegram-menu-ask = Ask a question about the documents
telegram-menu-new = Start anew
telegram-menu-sources = The documents I answer from
telegram-menu-contacts = Whom to contact
telegram-menu-help = What I can do
telegram-menu-privacy = What is kept of you
telegram-menu-forget = Erase what is kept of you
telegram-privacy = { $days ->
    [0] Your questions are kept until they are answered, and not longer.
   *[other] Your questions, and what you think of the answers, are kept for { $days } days and then erased. They are kept under another name than yours.
} E-mail addresses and long numbers in them are not kept at all. /forget erases everything at once.
telegram-forgotten-person = All that was kept of you is erased.
telegram-not-allowed = I answer a certain circle of people only, and you are not among them. Whoever runs this bot can change that.
telegram-wait-minute = That were many questions in a short time. Please ask the next one in a minute.
telegram-wait-day = That were many questions for one day. Please ask the next one tomorrow.
telegram-more = More
telegram-section = The section
telegram-no-more = There is nothing more that may answer this.
telegram-too-old = This answer is too old for that. Please ask again.
telegram-thanks = Thank you.
telegram-what-is-wrong = What is wrong with it? Or ask a person:
telegram-why-wrong = Wrong passage
telegram-why-partial = Not all of it
telegram-why-outdated = Out of date
telegram-replaced = (This belonged to the earlier answer.)
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
