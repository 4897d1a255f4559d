"""The counsellor's cases, and opening a new one."""
