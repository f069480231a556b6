"""The lanes view (対応図): what stands around a focus, in lanes by kind, positions computed here."""
