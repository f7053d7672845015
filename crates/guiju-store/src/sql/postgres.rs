//! PostgreSQL through the blocking driver: prepared statements kept by text, bulk rows by COPY.

use std::collections::HashMap;
use std::error::Error;
use std::io::Write as _;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, Kind, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls, Statement};

use super::copy::CopyBuffer;
use super::statement::for_postgres;
use super::{BulkRow, Row, SqlValue};
use crate::{SqlError, StoreError};

/// How many prepared statements a connection keeps.
const STATEMENTS_MAX: usize = 512;

pub(crate) struct PostgresConnection {
    client: Client,
    statements: HashMap<String, Statement>,
}

impl ToSql for SqlValue {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(value) if *kind == Type::INT4 => i32::try_from(*value)?.to_sql(kind, out),
            Self::Integer(value) => value.to_sql(kind, out),
            Self::Text(value) => value.to_sql(kind, out),
            Self::Bytes(value) => value.to_sql(kind, out),
            Self::Boolean(value) => value.to_sql(kind, out),
            Self::List(values) => values.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        let is_plain = |kind: &Type| [Type::INT8, Type::INT4, Type::TEXT, Type::VARCHAR, Type::BYTEA, Type::BOOL].contains(kind);
        let element = if let Kind::Array(element) = kind.kind() { Some(element) } else { None };
        is_plain(kind) || element.is_some_and(is_plain)
    }

    to_sql_checked!();
}

impl PostgresConnection {
    pub(crate) fn open(address: &str) -> Result<Self, SqlError> {
        let mut client = Client::connect(address, NoTls)?;
        // A commit is on disk when it is acknowledged, whatever the server's default says.
        client.batch_execute(
            "SET synchronous_commit = on; SET client_min_messages = warning; SET default_transaction_isolation = 'read committed'",
        )?;
        Ok(Self { client, statements: HashMap::new() })
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    pub(crate) fn batch(&mut self, text: &str) -> Result<(), SqlError> {
        Ok(self.client.batch_execute(text)?)
    }

    fn statement(&mut self, text: &str) -> Result<Statement, SqlError> {
        if let Some(known) = self.statements.get(text) {
            return Ok(known.clone());
        }
        if self.statements.len() >= STATEMENTS_MAX {
            self.statements.clear();
        }
        let statement = self.client.prepare(&for_postgres(text))?;
        self.statements.insert(text.to_owned(), statement.clone());
        Ok(statement)
    }

    pub(crate) fn execute(&mut self, text: &str, values: &[SqlValue]) -> Result<u64, SqlError> {
        let statement = self.statement(text)?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        Ok(self.client.execute(&statement, &values)?)
    }

    pub(crate) fn query(
        &mut self,
        text: &str,
        values: &[SqlValue],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>,
        wrap: &dyn Fn(SqlError) -> StoreError,
    ) -> Result<(), StoreError> {
        let statement = self.statement(text).map_err(wrap)?;
        let wrap = |error: postgres::Error| wrap(error.into());
        let mut rows = self.client.query_raw(&statement, values).map_err(wrap)?;
        while let Some(row) = rows.next().map_err(wrap)? {
            each(&Row::Postgres(&row))?;
        }
        Ok(())
    }

    pub(crate) fn insert<R: BulkRow>(&mut self, table: &str, columns: &str, rows: &[R]) -> Result<(), SqlError> {
        let shape = self.statement(&format!("SELECT {columns} FROM {table} WHERE false"))?;
        let types: Vec<Type> = shape.columns().iter().map(|column| column.type_().clone()).collect();
        let mut writer = self.client.copy_in(&format!("COPY {table} ({columns}) FROM STDIN (FORMAT binary)"))?;
        let mut buffer = CopyBuffer::new(&types);
        for row in rows {
            // Where a row cannot be encoded, the writer is dropped unfinished, which tells the server to take none of the rows.
            buffer.put(row)?;
            if let Some(bytes) = buffer.full() {
                writer.write_all(bytes).map_err(SqlError::new)?;
                buffer.clear();
            }
        }
        writer.write_all(buffer.end()).map_err(SqlError::new)?;
        writer.finish()?;
        Ok(())
    }

    pub(crate) fn forget_statements(&mut self) {
        self.statements.clear();
    }
}
