"""Answer, ask back, or abstain with the contact who should know."""
