"""A question that stands on its own in; evidence with a probability out."""
