/** The endpoints of the decision editor, as queries and calls. Keys start with "decisions". */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, unwrap } from "./client.ts";
import type { components } from "./generated/schema.ts";

type Schemas = components["schemas"];
export type DecisionSummary = Schemas["DecisionSummary"];
export type DecisionFile = Schemas["DecisionFile"];
export type DraftSummary = Schemas["DraftSummary"];
export type DecisionFiles = Schemas["DecisionFiles"];
export type DecisionSource = Schemas["DecisionSource"];
export type ModelProblem = Schemas["ModelProblem"];
export type RuleRef = Schemas["RuleRef"];
export type WitnessValue = Schemas["WitnessValue"];
export type Severity = Schemas["FindingSeverity"];
export type TableFinding = Schemas["TableFinding"];
export type CheckedExample = Schemas["CheckedExample"];
export type TableCoverage = Schemas["TableCoverage"];
export type CheckedModel = Schemas["CheckedModel"];
export type TriedTable = Schemas["TriedTable"];
export type TriedStep = Schemas["TriedStep"];
export type NearestChange = Schemas["NearestChange"];
export type TryInput = Schemas["TryInput"];
export type TriedDecision = Schemas["TriedDecision"];
export type ComparedCell = Schemas["ComparedCell"];
export type ComparedRule = Schemas["ComparedRule"];
export type ComparedTable = Schemas["ComparedTable"];
export type ComparedModel = Schemas["ComparedModel"];
export type EditionSummary = Schemas["EditionInfo"];
export type Editions = Schemas["Editions"];
export type DraftChange = Schemas["SaveDraft"];
export type ExamplesFile = Schemas["ExamplesFile"];
export type DraftReview = Schemas["DraftReview"];
export type DraftDoubt = Schemas["DraftDoubt"];
export type DraftImpact = Schemas["DraftImpact"];
export type AcceptDoubt = Schemas["AcceptDoubt"];

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
/** A file of examples that shows every rule, bound and cell of a decision. */
export const generateExamples = (body: Schemas["GenerateExamples"]) => unwrap(client.POST("/rulebook/decisions/examples", { body }));
/** The tables as a workbook, or one of them as CSV: a file to download. */
export const writeSheets = (body: Schemas["WriteSheets"]): Promise<Blob> => unwrap(client.POST("/rulebook/decisions/sheets", { body, parseAs: "blob" })) as Promise<unknown> as Promise<Blob>;
/** What was edited in a spreadsheet, taken back into a text; nothing is saved. */
export const readSheets = (xml: string, file: File) => {
  const form = new FormData();
  // As a file: in a field of text the browser would turn every line's end into CR LF, and so change the model.
  form.append("xml", new Blob([xml], { type: "application/xml" }), "model.dmn");
  form.append("file", file, file.name);
  return unwrap(client.POST("/rulebook/decisions/sheets/read", { body: { xml, file: "" }, bodySerializer: () => form }));
};
export const saveDraft = (body: DraftChange) => unwrap(client.PUT("/rulebook/draft", { body }));
/** Makes an example that does not come out as written expect what the draft gives. */
export const correctExample = (body: Schemas["CorrectExample"]) => unwrap(client.POST("/rulebook/draft/examples", { body }));
export const discardDraft = () => unwrap(client.DELETE("/rulebook/draft"));
/** What a second person looks at: who wrote the draft, what is doubted, who would change class. Judging everybody takes a moment. */
export const reviewQuery = (version: number, isWanted: boolean) =>
  queryOptions({ queryKey: ["decisions", "review", version], queryFn: ({ signal }) => unwrap(client.GET("/rulebook/draft/review", { params: { query: { version } }, signal })), enabled: isWanted, staleTime: 30_000, retry: false });
export const publishDraft = (body: Schemas["PublishDraft"]) => unwrap(client.POST("/rulebook/draft/publish", { body }));
/** The values of a chapter that are changed without writing a file. */
export type RuleSetting = Schemas["Setting"];
export const settingsQuery = (name: string) => queryOptions({ queryKey: ["decisions", "settings", name], queryFn: ({ signal }) => unwrap(client.GET("/rulebook/chapters/{name}/settings", { params: { path: { name } }, signal })), staleTime: 0 });
export const saveSettings = (name: string, body: Schemas["ChapterSettingsChange"]) => unwrap(client.PUT("/rulebook/chapters/{name}/settings", { params: { path: { name } }, body }));
