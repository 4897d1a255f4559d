"""The counsellor's day and week across all cases, on a page, on paper and in a calendar."""
