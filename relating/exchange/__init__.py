"""A case and the formats of others: values in, text out. Pure."""
