"""Before an hour: what is alive, on one screen."""
