"""Following up last time's improvements and findings, on the pages that show measure points."""
