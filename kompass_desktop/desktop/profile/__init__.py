"""The page Profil: how the points lie across areas, questions, aspects and traits."""
