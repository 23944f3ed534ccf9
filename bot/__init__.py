"""The conversation and its edges: a person's message in, an Answer out, over any channel."""
