"""What was printed, and the edition as it is now, go in; what changed, and which sheets to print
again, comes out."""
