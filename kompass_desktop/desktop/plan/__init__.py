"""The page Plan: improvements, service areas, workshops, status rounds, scenario."""
