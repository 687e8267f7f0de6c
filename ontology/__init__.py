"""The vocabulary, the actors and the cues: knowledge kept as data files, and the code that loads it into frozen records."""
