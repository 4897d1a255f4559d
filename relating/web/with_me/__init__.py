"""How to work with me: one page that the client owns, from what she said before or written anew."""
