"""Web addresses that content names go in; which of them lead nowhere any more comes out. Of all
that Citybook does, this alone asks hosts that content names."""
