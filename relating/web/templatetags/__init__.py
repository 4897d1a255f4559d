"""The words templates may use."""
