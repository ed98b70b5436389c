"""The journals of many people as one Parquet data set, and their figures by SQL. It needs the extra `study`."""
