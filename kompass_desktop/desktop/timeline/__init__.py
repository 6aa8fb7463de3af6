"""The timeline of the plan as a Gantt chart."""
