"""The page Funn: strengths, challenges and weaknesses in three columns per area."""
