"""The door: signing in and out, passphrases, invitations."""
