"""Files in; documents, passages and contacts out. Knows nothing of searching or chatting."""
