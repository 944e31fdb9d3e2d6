"""Where an issue comes from → Issue."""
