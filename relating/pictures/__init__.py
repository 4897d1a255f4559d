"""Pictures of what the engine found: results → marks → inline SVG, and the same as a table.

One language in every picture: shape is the place, hollow is an old way, filled is a new one.
Colour only repeats it. Every mark is a link to what happened.
"""
