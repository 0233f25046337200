"""`propose.propose(path)` drafts the fact sheet of a file that nobody has described yet."""
