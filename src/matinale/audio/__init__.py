"""Takes and jingles → one programme, encoded and tagged."""
