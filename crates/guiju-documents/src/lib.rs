//! Tables in and out of CSV, XLSX and XLS files.
