//! FEEL, the expression language of DMN 1.5: parsed, typed and evaluated with spans and reasons.
