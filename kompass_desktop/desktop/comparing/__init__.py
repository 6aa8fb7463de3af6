"""What an assessment can be compared with, and choosing from it; for Profil and the report."""
