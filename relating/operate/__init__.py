"""Setting up, the demo, and what the command line does with case files."""
