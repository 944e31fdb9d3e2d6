"""Script → takes: an engine speaks each line, every take is checked and never rendered twice."""
