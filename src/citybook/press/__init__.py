"""A finished PDF goes in; what an office copier and a print shop need comes out."""
