"""What is brought to a supervisor, without names."""
