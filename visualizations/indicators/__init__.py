"""The page of the indicators: from baseline to target, and why some of them must not be compared."""
