//! DMN decision models: read, checked and evaluated with a trace.
