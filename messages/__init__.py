"""What a translator is given: everything that pages and lists say."""
