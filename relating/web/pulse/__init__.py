"""The pulse after an hour, on one's own device or a handed one."""
