"""Where each person comes in: Today for the client, the case for the counsellor."""
