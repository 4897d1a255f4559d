"""What happened: telling it, reading it, two versions side by side."""
