"""What happened, all of it: lists, the circle, the timeline, search."""
