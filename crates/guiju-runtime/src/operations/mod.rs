//! What can be done with a company, one operation per file; the command line and the server call the same ones.
