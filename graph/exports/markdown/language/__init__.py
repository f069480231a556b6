"""What reader and writer of the format agree on: words, escapes, figures."""
