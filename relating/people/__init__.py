"""Who there is, how they stand to a case, and what that lets them do."""
