"""The page Bibliotek: the assessments on this machine."""
