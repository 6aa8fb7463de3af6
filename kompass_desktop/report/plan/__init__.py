"""What the report says and shows of the plan: contents, names, timeline, chain of documents."""
