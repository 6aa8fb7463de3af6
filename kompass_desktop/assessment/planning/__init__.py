"""The plan: improvements, scenario, timeline, service areas, workshops, and following up."""
