//! Decisions over Arrow batches: the second back end of FEEL and DMN.
