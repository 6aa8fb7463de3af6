"""The report's charts as vector drawings."""
