//! Parquet snapshots, measures, ratings and ageing as columnar plans.
