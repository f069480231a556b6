"""The folder of the embedded store on disk."""
