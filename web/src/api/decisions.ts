/**
 * The endpoints of the decision editor, as queries and calls. Keys start with "decisions".
 *
 * The types stand here until the API's description has them: then `Schemas` below becomes `components["schemas"]`,
 * the client becomes the generated one, and the rest stays.
 */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Client } from "openapi-fetch";
import { client as everything, unwrap } from "./client.ts";
import type { Text } from "./types.ts";

export interface DecisionSummary { id: string; name: string; hit_policy: string | null; rules: number }
export interface DecisionFile { path: string; chapter: string; chapter_label: Text; name: string; decisions: DecisionSummary[]; is_changed: boolean }
export interface DraftSummary { version: number; based_on: string; changed_by: string; changed_at: string; note: string; paths: string[] }
export interface DecisionFiles { edition: string; draft: DraftSummary | null; may_edit: boolean; files: DecisionFile[] }
export interface DecisionSource { path: string; edition: string; xml: string; published_xml: string | null; draft_version: number | null }
export interface ModelProblem { message: string; label: string | null; help: string | null; line: number; column: number; element: string | null }
export interface RuleRef { id: string; number: number }
export interface WitnessValue { name: string; value: string }
export type Severity = "error" | "warning" | "advice";
export interface TableFinding { rule: string; severity: Severity; decision: string; decision_name: string; rules: RuleRef[]; columns: number[]; witness: WitnessValue[]; message: Text; suggestion: Text | null }
export interface CheckedExample { name: string; file: string; passed: boolean; message: string | null }
export interface TableCoverage { decision: string; decision_name: string; rules: { id: string; number: number; hits: number }[] }
export interface CheckedModel { problems: ModelProblem[]; findings: TableFinding[]; examples: CheckedExample[]; coverage: TableCoverage[] }
export interface TriedTable { inputs: WitnessValue[]; matched: RuleRef[]; misses: { rule: RuleRef; column: number }[] }
export interface TriedStep { decision: string; decision_name: string; value: string; table: TriedTable | null }
export interface NearestChange { changes: { name: string; from: string; to: string }[]; value: string; message: Text }
export interface TryInput { name: string; type: string; needed_by: string[]; example: string | null }
export interface TriedDecision { value: string; reasons: { element: string; message: string }[]; steps: TriedStep[]; nearest: NearestChange[]; inputs: TryInput[]; problem: ModelProblem | null }
export interface ComparedCell { column: number; left: string | null; right: string | null }
export interface ComparedRule { id: string; left_number: number | null; right_number: number | null; cells: ComparedCell[] }
export interface ComparedTable { decision: string; decision_name: string; columns: string[]; rules: ComparedRule[] }
export interface ComparedModel { left: string; right: string; tables: ComparedTable[]; other: { element: string; left: string | null; right: string | null }[] }
export interface EditionSummary { edition: string; published_by: string | null; published_at: string | null; note: string; is_in_force: boolean }
export interface Editions { items: EditionSummary[] }
export interface DraftChange { path: string; xml: string; version: number | null; note: string }

interface Says<T> { responses: { 200: { content: { "application/json": T } } } }
interface Takes<T> { requestBody: { content: { "application/json": T } } }
interface AtPath { parameters: { path: { path: string } } }
interface DecisionPaths {
  "/rulebook/decisions": { get: Says<DecisionFiles> };
  "/rulebook/decisions/{path}": { get: AtPath & Says<DecisionSource> };
  "/rulebook/decisions/check": { post: Takes<{ path: string; xml: string }> & Says<CheckedModel> };
  "/rulebook/decisions/try": { post: Takes<{ xml: string; decision: string; inputs: Record<string, string> }> & Says<TriedDecision> };
  "/rulebook/decisions/{path}/compare": { get: { parameters: { path: { path: string }; query: { with: string } } } & Says<ComparedModel> };
  "/rulebook/editions": { get: Says<Editions> };
  "/rulebook/draft": { put: Takes<DraftChange> & Says<DraftSummary>; delete: { responses: { 204: { content?: never } } } };
  "/rulebook/draft/publish": { post: Takes<{ version: number; note: string }> & Says<{ edition: string }> };
}
const client = everything as unknown as Client<DecisionPaths>;

export const decisionsQuery = () => queryOptions({ queryKey: ["decisions", "files"], queryFn: ({ signal }) => unwrap(client.GET("/rulebook/decisions", { signal })) });
export const readDecision = (path: string) => unwrap(client.GET("/rulebook/decisions/{path}", { params: { path: { path } } }));
/** Read once for an editing session: what is on the screen is the person's, so it is not fetched again behind their back, nor kept after. */
export const decisionQuery = (path: string) => queryOptions({ queryKey: ["decisions", path, "source"], queryFn: () => readDecision(path), staleTime: Infinity, gcTime: 0, retry: false });
/** A text that is being edited is known by its revision: a key must not hold megabytes. */
export interface Edited {
  path: string;
  revision: number;
  xml: () => string;
}
const KEPT = { staleTime: Infinity, gcTime: 60_000, retry: false } as const;
export const checkQuery = ({ path, revision, xml }: Edited, isWanted = true) =>
  queryOptions({
    queryKey: ["decisions", path, "check", revision],
    queryFn: ({ signal }) => unwrap(client.POST("/rulebook/decisions/check", { body: { path, xml: xml() }, signal })),
    enabled: isWanted,
    placeholderData: keepPreviousData,
    ...KEPT,
  });
export const tryQuery = ({ path, revision, xml }: Edited, decision: string, inputs: Record<string, string>) =>
  queryOptions({
    queryKey: ["decisions", path, "try", revision, decision, inputs],
    queryFn: ({ signal }) => unwrap(client.POST("/rulebook/decisions/try", { body: { xml: xml(), decision, inputs }, signal })),
    // What was said before may stay on the screen only where it answered the same question: of this decision, with or without values.
    placeholderData: (previous: TriedDecision | undefined, before) => (before?.queryKey[4] === decision && isEmpty(before.queryKey[5]) === isEmpty(inputs) ? previous : undefined),
    ...KEPT,
  });
const isEmpty = (inputs: unknown) => Object.keys(inputs ?? {}).length === 0;
/** The check of a file as the draft has it saved. */
export const checkDraftQuery = (path: string, version: number) =>
  queryOptions({
    queryKey: ["decisions", path, "check", "draft", version],
    queryFn: async ({ signal }) => {
      const { xml } = await readDecision(path);
      return unwrap(client.POST("/rulebook/decisions/check", { body: { path, xml }, signal }));
    },
    retry: false,
  });
export const compareQuery = (path: string, other: string) =>
  queryOptions({ queryKey: ["decisions", path, "compare", other], queryFn: ({ signal }) => unwrap(client.GET("/rulebook/decisions/{path}/compare", { params: { path: { path }, query: { with: other } }, signal })), retry: false });
export const editionsQuery = () => queryOptions({ queryKey: ["decisions", "editions"], queryFn: ({ signal }) => unwrap(client.GET("/rulebook/editions", { signal })) });
export const saveDraft = (body: DraftChange) => unwrap(client.PUT("/rulebook/draft", { body }));
export const discardDraft = () => unwrap(client.DELETE("/rulebook/draft"));
export const publishDraft = (body: { version: number; note: string }) => unwrap(client.POST("/rulebook/draft/publish", { body }));
