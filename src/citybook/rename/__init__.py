"""A name and a new slug go in; a diff of every file that the renaming changes comes out, or the
files come out changed."""
