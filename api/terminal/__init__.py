"""What all commands share: the language of their texts, options, progress, and where results go."""
