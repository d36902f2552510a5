"""A collection: a folder of Parquet files with articles and their digests, which is read as the articles are."""
