"""What the plan tells of the world: findings, events and figures, under the plan, a project or a part."""
