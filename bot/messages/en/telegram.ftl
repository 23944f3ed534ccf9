# What the bot says on Telegram, beside its answers.

telegram-placeholder = Looking it up …
telegram-welcome =
    This is Madoguchi. Ask a question about { $titles }, and you are shown the passage that answers it, word for word, where it stands, as of when, and whom to contact.

    /ask – ask a question (in a group: /ask and the question, or reply to one of my messages)
    /new – start anew and forget what was asked before
    /sources – the documents I answer from
    /contacts – whom to contact
    /language – the languages I speak
    { $days ->
        [0] Nothing of what you ask is kept (/privacy).
       *[other] What you ask is kept for { $days } days, under another name than yours (/privacy), or until you say /forget.
    }
telegram-menu-ask = Ask a question about the documents
telegram-menu-new = Start anew
telegram-menu-sources = The documents I answer from
telegram-menu-contacts = Whom to contact
telegram-menu-help = What I can do
telegram-menu-language = The languages I speak
telegram-menu-privacy = What is kept of you
telegram-menu-forget = Erase what is kept of you
telegram-privacy = { $days ->
    [0] Your questions are kept until they are answered, and not longer.
   *[other] Your questions, and what you think of the answers, are kept for { $days } days and then erased. They are kept under another name than yours.
} E-mail addresses and long numbers in them are not kept at all. /forget erases everything at once.
telegram-forgotten-person = All that was kept of you is erased.
telegram-not-allowed = I answer a certain circle of people only, and you are not among them. Whoever runs this bot can change that.
telegram-wait-minute = You have asked many questions in a short time. Please ask the next one in a minute.
telegram-wait-day = You have asked many questions today. Please ask the next one tomorrow.
telegram-more = More
telegram-person = Ask a person
telegram-card = Save contact
telegram-useful = 👍
telegram-poor = 👎
telegram-whom = You can ask:
telegram-card-of = { $count ->
    [one] { $names }
   *[other] { $count } contacts: { $names }
}
telegram-examples = For instance:
telegram-languages = I speak { $names }. Documents are quoted in the language they are written in.
language-name = English
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
telegram-inline-sources = What I answer from
telegram-inline-part = { $title } ({ $part } of { $parts })
telegram-inline-nothing = The documents do not answer this
