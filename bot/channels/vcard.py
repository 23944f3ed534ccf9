"""Contact records as vCards 3.0 (RFC 2426), which address books read. What a record does not hold is left out."""

from collections.abc import Iterable

import vobject

from corpus.model import Contact


def vcard(contacts: Iterable[Contact]) -> str:
    """The records, one after the other."""
    return "".join(map(_card, contacts))


def _card(contact: Contact) -> str:
    card = vobject.vCard()
    shown = contact.name or contact.role or contact.unit or contact.organisation or ""
    card.add("fn").value = shown
    # Which part of a name is the family's is not printed: it stands in one piece.
    card.add("n").value = vobject.vcard.Name(given=contact.name or "")
    if organisation := [part for part in (contact.organisation, contact.unit) if part]:
        card.add("org").value = organisation
    if contact.role:
        card.add("title").value = contact.role
    for kind, numbers in (("VOICE", contact.phones), ("FAX", contact.faxes)):
        for number in numbers:
            line = card.add("tel")
            line.value, line.type_param = number.normal or number.printed, ["WORK", kind]
    for email in contact.emails:
        line = card.add("email")
        line.value, line.type_param = email.normal or email.printed, ["WORK", "INTERNET"]
    if contact.address:
        line = card.add("adr")
        line.value, line.type_param = vobject.vcard.Address(street=contact.address), ["WORK"]
    if contact.citation.url:
        card.add("source").value = contact.citation.url
    if contact.as_of:
        card.add("note").value = f"{contact.citation.title}, {contact.as_of}"
    return str(card.serialize())
