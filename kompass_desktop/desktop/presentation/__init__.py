"""The presentation on a full screen (F5): profile, areas, comparison, plan, scenario, closing."""
