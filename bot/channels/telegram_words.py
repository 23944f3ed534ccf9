"""The words that the Telegram channel says itself, in English."""

WELCOME = (
    "This is Madoguchi. Ask a question about the policy documents, and you are shown the passage that answers it, "
    "word for word, where it stands, as of when, and whom to contact.\n\n"
    "/ask – ask a question (in a group: /ask and the question, or reply to one of my messages)\n"
    "/new – start anew and forget what was asked before\n"
    "/sources – the documents I answer from\n"
    "/contacts – whom to contact"
)
"""Answers /start and /help."""
MENU = {
    "ask": "Ask a question about the documents",
    "new": "Start anew",
    "sources": "The documents I answer from",
    "contacts": "Whom to contact",
    "help": "What I can do",
}
"""What Telegram shows beside each command; at most 256 characters each."""
ASK_WHAT = "Write the question after the command, for instance: /ask Who is the contact for science and technology?"
FORGOTTEN = "What was asked before is forgotten. What would you like to know?"
TEXT_ONLY = "I can read text only. Please write your question as a message."
UNKNOWN_COMMAND = "I do not know this command. /help says what I can do."
FAILED = "Something went wrong on my side and your question is not answered. Please ask again in a moment."
NO_SOURCES = "There are no documents to answer from."
NO_CONTACTS = "The documents name nobody to contact."
SOURCES = "I answer from these documents:"
CONTACTS = "These contacts stand in the documents:"
PASSAGES = "{count} ready passages"
MORE_SOURCES = "… and {count} further documents."
MORE_CONTACTS = "… and {count} further contacts. Ask for the one you need."
ASK_ON = "You can go on with:"
AS_OF = "as of {date}"
PAGE = "page {page}"
SOURCE = "Source: "
PHONE, FAX, EMAIL, ADDRESS = "Telephone: ", "Fax: ", "E-mail: ", "Address: "
