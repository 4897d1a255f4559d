"""What is measured: `python -m bench` for all of it, or one module at a time."""
