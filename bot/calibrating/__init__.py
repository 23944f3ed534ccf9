"""How sure is sure: the probability fitted to the documents, by judged questions or by questions made out of the documents."""
