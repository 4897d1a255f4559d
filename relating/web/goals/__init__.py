"""What I came for: goals in the client's words, and the reviews at which she says where she is."""
