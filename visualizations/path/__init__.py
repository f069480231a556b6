"""The view of ways (経路): up to three shortest ways between two things, each as a strip of sentences and quotes."""
