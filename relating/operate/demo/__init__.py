"""The demo clinic: made-up people, so that anybody can try everything in a minute."""
