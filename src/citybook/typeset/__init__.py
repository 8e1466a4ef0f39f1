"""Print HTML goes in; PDF comes out, or the problem that keeps it from fitting."""
