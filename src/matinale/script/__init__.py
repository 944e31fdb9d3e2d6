"""Issue → Script: what is said, in what order, by whom."""
