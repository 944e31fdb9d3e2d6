"""The local web pages: preview of an episode, and the server of the site."""
