"""An assessment beside others: profiles, changes, references, trends, and what is said of them."""
