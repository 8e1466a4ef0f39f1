"""The catalogue goes in; for each layout the one object it shows comes out."""
