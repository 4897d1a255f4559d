"""The words of a case: the shipped lists, and what people changed."""
