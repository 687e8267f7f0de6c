"""Keep claims, ask them, hand them out."""
