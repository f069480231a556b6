"""The document kind "Markdown plan": a plan that a person or another system wrote. See docs/plan-format.md."""
