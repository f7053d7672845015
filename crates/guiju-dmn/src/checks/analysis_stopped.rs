//! `analysis-stopped`: a table is too large to be looked through, or has more findings than anybody reads.

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};

pub(super) static RULE: CheckRule = CheckRule {
    id: "analysis-stopped",
    severity: Severity::Advice,
    title: Said { zh: "没有查完", en: "not all was looked through" },
    explanation: Said {
        zh: "查找缺口和重叠的工作量有上限。超过上限就停下，已发现的照常报告；同类发现太多时只列前面一些。停下之后没有报告的，不等于没有。把表拆成几张小表即可查完。",
        en: "The search for gaps and overlaps is bounded. Where a table needs more it stops, and what was found so far is reported; of very many \
             findings of one kind only the first are listed. What is not reported then is not excluded. Split the table into smaller ones.",
    },
    example: "analysis-stopped: stopped after 20000000 steps; the findings are those made so far",
    run: Run::Others,
};
