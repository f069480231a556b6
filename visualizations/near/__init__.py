"""The view of what is near (近傍): a thing with what stands one to three links around it, opened link by link."""
