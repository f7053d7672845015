//! Decisions that builds before the table `ruling` kept: overrides that could be changed in place, and approvals that belonged to a run.
//!
//! [`BECOME_RULINGS`] makes rulings of them with who decided and when, as a part of the migration that makes the table. An approval of then
//! gave no class and set no terms, and gives and sets none now: who approved it could not know that it would. An override that was ended
//! counts for no month, as it did.

pub(crate) const CREATE_OVERRIDE: &str = "
    CREATE TABLE rating_override (
        id {id},
        customer BIGINT NOT NULL,
        appraisal {text} NOT NULL,
        class {text} NOT NULL,
        reason {text} NOT NULL,
        from_month {text} NOT NULL,
        until_month {text} NOT NULL,
        actor {text} NOT NULL,
        at BIGINT NOT NULL,
        ended_at BIGINT
    );
    CREATE INDEX rating_override_customer ON rating_override (customer, id);";

pub(crate) const CREATE_APPROVAL: &str = "
    CREATE TABLE approval (
        run BIGINT NOT NULL REFERENCES run (id),
        customer BIGINT NOT NULL,
        is_approved BOOLEAN NOT NULL,
        reason {text} NOT NULL,
        actor {text} NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (run, customer)
    );";

/// Steps are numbered 2n − 1 and 2n for ruling n, so that both tables have room in one numbering.
pub(crate) const BECOME_RULINGS: &str = "
    INSERT INTO ruling (id, kind, appraisal, subject_type, subject, value, class, from_month, until_month, basis, sequence)
        SELECT id, 'class', appraisal, 'customer', customer, class, class, from_month, until_month, '{}', 0 FROM rating_override;
    INSERT INTO ruling_step (id, ruling, step, reason, actor, at, sequence)
        SELECT 2 * id - 1, id, 'approved', reason, actor, at, 0 FROM rating_override;
    INSERT INTO ruling_step (id, ruling, step, month, reason, actor, at, sequence)
        SELECT 2 * id, id, 'revoked', from_month, '', actor, ended_at, 0 FROM rating_override WHERE ended_at IS NOT NULL;
    CREATE TABLE former_approval AS
        SELECT (SELECT COALESCE(max(id), 0) FROM rating_override) + row_number() OVER (ORDER BY a.at, a.run, a.customer) AS id,
               u.appraisal, a.customer, g.proposal, u.month, a.is_approved, a.reason, a.actor, a.at
        FROM approval a JOIN run u ON u.id = a.run JOIN rating g ON g.run = a.run AND g.customer = a.customer
        WHERE g.proposal IS NOT NULL;
    INSERT INTO ruling (id, kind, appraisal, subject_type, subject, value, from_month, until_month, basis, sequence)
        SELECT id, 'proposal', appraisal, 'customer', customer, proposal, month, month, '{}', 0 FROM former_approval;
    INSERT INTO ruling_step (id, ruling, step, reason, actor, at, sequence)
        SELECT 2 * id - 1, id, CASE WHEN is_approved THEN 'approved' ELSE 'declined' END, reason, actor, at, 0 FROM former_approval;
    DROP TABLE former_approval;
    DROP TABLE approval;
    DROP TABLE rating_override;
    UPDATE counter SET ruling = 2 * (SELECT COALESCE(max(id), 0) FROM ruling);";
