"""Arguments in, words out: the only place that prints or exits."""
