//! The one place where tests build companies, ledgers and databases.
