"""The page Intervju: questions, ratings, notes and the profile beside them."""
