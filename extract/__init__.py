"""Document in, claims out."""
