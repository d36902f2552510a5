"""Labels that people made of a story: their records, how they are read, and everything that can be wrong with them."""
