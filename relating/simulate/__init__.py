"""Made-up cases: for the demo, for tests and measurements, and for learning the method."""
