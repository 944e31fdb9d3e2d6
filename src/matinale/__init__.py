"""Matinale turns each issue of a written newsletter into an episode of a podcast."""

__version__ = "0.1.0"
