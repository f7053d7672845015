//! The HTTP API with its OpenAPI description, sign-in and the web build.
