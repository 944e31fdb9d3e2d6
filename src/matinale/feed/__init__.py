"""Episodes → the published site: feed.xml, chapters, transcripts, show notes."""
