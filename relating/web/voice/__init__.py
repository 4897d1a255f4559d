"""How things are said: names, times, words and questions, to whoever looks."""
