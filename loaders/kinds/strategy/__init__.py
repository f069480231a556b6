"""The document kind "industrial strategy": the plan of a prefecture or city as text extracted from a PDF."""
