"""Process notes: the counsellor's own."""
