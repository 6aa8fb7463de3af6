"""Moving about in an assessment: pages, the tree of questions, search, going back."""
