// <tree-walk>: one question at a time.
