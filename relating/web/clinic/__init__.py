"""The practice: who works here."""
