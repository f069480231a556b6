"""The view from above (俯瞰): groups of bodies, projects and groups of fields, and how many links lead between them."""
