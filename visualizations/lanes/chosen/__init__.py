"""What is shown: the state that an address says, the links around a focus, and what its filters leave."""
