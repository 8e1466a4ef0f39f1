"""What is drawn on a cover, made of what the edition holds: one module for each drawing."""
