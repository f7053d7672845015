/** Every endpoint that the pages call, as a query or a plain call. Keys of queries start with the resource. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { address, clean, client, unwrap, type Filter } from "./client.ts";
import type * as Api from "./types.ts";

const FIRST_PAGE = { initialPageParam: undefined as string | undefined, getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined };
const RARELY = 300_000;

/* Set-up and session */
export const setupQuery = () => queryOptions({ queryKey: ["setup"], queryFn: ({ signal }) => unwrap(client.GET("/setup", { signal })) });
export const setUp = (body: Api.SetupRequest) => unwrap(client.POST("/setup", { body }));
export const sessionQuery = () => queryOptions({ queryKey: ["session"], queryFn: ({ signal }) => unwrap(client.GET("/session", { signal })), retry: false, staleTime: 60_000 });
export const signIn = (body: Api.SignIn) => unwrap(client.POST("/session", { body }));
export const signOut = () => unwrap(client.DELETE("/session"));
export const changePassword = (body: Api.PasswordChange) => unwrap(client.POST("/session/password", { body }));
export const organisationQuery = () => queryOptions({ queryKey: ["organisation"], queryFn: ({ signal }) => unwrap(client.GET("/organisation", { signal })), staleTime: RARELY });
export const searchQuery = (q: string) =>
  queryOptions({ queryKey: ["search", q], queryFn: ({ signal }) => unwrap(client.GET("/search", { params: { query: { q } }, signal })), placeholderData: keepPreviousData });

/* Customers */
export type CustomersFilter = Filter<"/customers">;
export const customersQuery = (filter: CustomersFilter) =>
  infiniteQueryOptions({
    queryKey: ["customers", filter],
    queryFn: ({ pageParam, signal }) => unwrap(client.GET("/customers", { params: { query: clean({ ...filter, limit: 50, after: pageParam }) }, signal })),
    ...FIRST_PAGE,
    placeholderData: keepPreviousData,
  });
export const customersExport = (filter: CustomersFilter) => address("/customers/export", filter);
export const customerQuery = (id: number) =>
  queryOptions({ queryKey: ["customer", id], queryFn: ({ signal }) => unwrap(client.GET("/customers/{id}", { params: { path: { id } }, signal })) });
export const historyQuery = (id: number) =>
  queryOptions({ queryKey: ["customer", id, "ratings"], queryFn: ({ signal }) => unwrap(client.GET("/customers/{id}/ratings", { params: { path: { id } }, signal })) });
export const explanationQuery = (id: number, month: string | null) =>
  queryOptions({
    queryKey: ["customer", id, "ratings", month],
    queryFn: ({ signal }) => unwrap(client.GET("/customers/{id}/ratings/{month}", { params: { path: { id, month: month ?? "" } }, signal })),
    enabled: month !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
export const ratingRecordsQuery = (id: number, month: string, measure: string, total: string | null) =>
  infiniteQueryOptions({
    queryKey: ["customer", id, "ratings", month, "records", measure, total],
    queryFn: ({ pageParam, signal }) =>
      unwrap(client.GET("/customers/{id}/ratings/{month}/records", { params: { path: { id, month }, query: clean({ measure, total: total ?? undefined, limit: 100, after: pageParam }) }, signal })),
    ...FIRST_PAGE,
  });
export const overrideClass = (id: number, month: string, body: Api.OverrideRequest) =>
  unwrap(client.POST("/customers/{id}/ratings/{month}/override", { params: { path: { id, month } }, body }));
export const endAlias = (id: number, name: string, reason: string) => unwrap(client.DELETE("/customers/{id}/aliases", { params: { path: { id }, query: { name, reason } } }));
export const decideProposal = (id: number, month: string, body: Api.ProposalDecision) =>
  unwrap(client.POST("/customers/{id}/proposals/{month}/decision", { params: { path: { id, month } }, body }));
export type TimelineFilter = Filter<"/customers/{id}/timeline">;
export const timelineQuery = (id: number, filter: TimelineFilter) =>
  infiniteQueryOptions({
    queryKey: ["customer", id, "timeline", filter],
    queryFn: ({ pageParam, signal }) => unwrap(client.GET("/customers/{id}/timeline", { params: { path: { id }, query: clean({ ...filter, limit: 20, after: pageParam }) }, signal })),
    ...FIRST_PAGE,
    placeholderData: keepPreviousData,
  });

/* Ratings */
export type StructureFilter = Filter<"/ratings/{month}">;
export type RatedFilter = Filter<"/ratings/{month}/customers">;
export const ratedMonthsQuery = () => queryOptions({ queryKey: ["ratings"], queryFn: ({ signal }) => unwrap(client.GET("/ratings", { signal })) });
export const structureQuery = (month: string, filter: StructureFilter) =>
  queryOptions({
    queryKey: ["ratings", month, "structure", filter],
    queryFn: ({ signal }) => unwrap(client.GET("/ratings/{month}", { params: { path: { month }, query: clean(filter) }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });
export const matrixQuery = (month: string, filter: Filter<"/ratings/{month}/matrix">) =>
  queryOptions({
    queryKey: ["ratings", month, "matrix", filter],
    queryFn: ({ signal }) => unwrap(client.GET("/ratings/{month}/matrix", { params: { path: { month }, query: clean(filter) }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });
export const ratedCustomersQuery = (month: string, filter: RatedFilter) =>
  infiniteQueryOptions({
    queryKey: ["ratings", month, "customers", filter],
    queryFn: ({ pageParam, signal }) => unwrap(client.GET("/ratings/{month}/customers", { params: { path: { month }, query: clean({ ...filter, limit: 50, after: pageParam }) }, signal })),
    ...FIRST_PAGE,
    placeholderData: keepPreviousData,
    retry: false,
  });
export const ratingExport = (month: string, filter: RatedFilter) => address(`/ratings/${month}/export`, filter);
export const runsQuery = (month: string) =>
  queryOptions({ queryKey: ["ratings", month, "runs"], queryFn: ({ signal }) => unwrap(client.GET("/ratings/{month}/runs", { params: { path: { month } }, signal })) });
export const withdrawRun = (month: string, body: Api.WithdrawRun) => unwrap(client.POST("/ratings/{month}/withdrawal", { params: { path: { month } }, body }));
export const rateMonth = (month: string) => unwrap(client.POST("/ratings/{month}", { params: { path: { month } }, body: {} }));

/* Rulings: what people decide */
export type RulingsFilter = Filter<"/rulings">;
export const rulingsQuery = (filter: RulingsFilter) =>
  infiniteQueryOptions({
    queryKey: ["rulings", filter],
    queryFn: ({ pageParam, signal }) => unwrap(client.GET("/rulings", { params: { query: clean({ ...filter, limit: 50, after: pageParam }) }, signal })),
    ...FIRST_PAGE,
    placeholderData: keepPreviousData,
  });
export const answerRulings = (body: Api.RulingAnswers) => unwrap(client.POST("/rulings/answers", { body }));
export const answerProposals = (month: string, body: Api.ProposalDecisions) => unwrap(client.POST("/ratings/{month}/proposals/answers", { params: { path: { month } }, body }));
export const revokeRuling = (id: number, body: Api.EndRuling) => unwrap(client.POST("/rulings/{id}/revocation", { params: { path: { id } }, body }));
export const withdrawRuling = (id: number, reason: string) => unwrap(client.POST("/rulings/{id}/withdrawal", { params: { path: { id } }, body: { reason } }));
export const openOrdersQuery = (id: number, isWanted: boolean) =>
  queryOptions({ queryKey: ["customer", id, "open-orders"], queryFn: ({ signal }) => unwrap(client.GET("/customers/{id}/open-orders", { params: { path: { id } }, signal })), enabled: isWanted });

/* The workbench */
export const workbenchQuery = () => queryOptions({ queryKey: ["workbench"], queryFn: ({ signal }) => unwrap(client.GET("/workbench", { signal })) });

/* Exchange rates */
export const ratesQuery = () => queryOptions({ queryKey: ["rates"], queryFn: ({ signal }) => unwrap(client.GET("/rates", { signal })) });
export const putRates = (body: Api.PutRates) => unwrap(client.PUT("/rates", { body }));

/* Users */
export const usersQuery = () => queryOptions({ queryKey: ["users"], queryFn: ({ signal }) => unwrap(client.GET("/users", { signal })) });
export const addUser = (body: Api.AddUser) => unwrap(client.POST("/users", { body }));
export const resetUserPassword = (name: string) => unwrap(client.POST("/users/{name}/password", { params: { path: { name } } }));
export const setUserState = (name: string, body: Api.UserState) => unwrap(client.PUT("/users/{name}/state", { params: { path: { name } }, body }));

/* Long work */
export const jobQuery = (id: number | null) =>
  queryOptions({
    queryKey: ["job", id],
    queryFn: ({ signal }) => unwrap(client.GET("/jobs/{id}", { params: { path: { id: id ?? 0 } }, signal })),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data && query.state.data.state !== "running" ? false : 400),
  });
export const cancelJob = (id: number) => unwrap(client.POST("/jobs/{id}/cancel", { params: { path: { id } } }));

/* Ageing */
export type AgeingFilter = Filter<"/ageing">;
export type ItemsFilter = Filter<"/ageing/items">;
export const ageingQuery = (filter: AgeingFilter, isWanted = true) =>
  queryOptions({
    queryKey: ["ageing", filter],
    queryFn: ({ signal }) => unwrap(client.GET("/ageing", { params: { query: clean(filter) }, signal })),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  });
export const openItemsQuery = (filter: ItemsFilter, isWanted = true) =>
  infiniteQueryOptions({
    queryKey: ["ageing", "items", filter],
    queryFn: ({ pageParam, signal }) => unwrap(client.GET("/ageing/items", { params: { query: clean({ ...filter, limit: 50, after: pageParam }) }, signal })),
    enabled: isWanted,
    ...FIRST_PAGE,
  });
export const ageingExport = (filter: AgeingFilter) => address("/ageing/export", filter);

/* Clearings */
export type ClearingsFilter = Filter<"/clearings">;
export const clearingsQuery = (filter: ClearingsFilter) =>
  infiniteQueryOptions({
    queryKey: ["clearings", filter],
    queryFn: ({ pageParam, signal }) => unwrap(client.GET("/clearings", { params: { query: clean({ ...filter, limit: 50, after: pageParam }) }, signal })),
    ...FIRST_PAGE,
    placeholderData: keepPreviousData,
  });
export const answerClearings = (answers: Api.ClearingAnswer[]) => unwrap(client.POST("/clearings/answers", { body: { answers } }));

/* Imports */
export const importsQuery = () => queryOptions({ queryKey: ["imports"], queryFn: ({ signal }) => unwrap(client.GET("/imports", { signal })) });
export const importQuery = (id: number) =>
  queryOptions({ queryKey: ["imports", id], queryFn: ({ signal }) => unwrap(client.GET("/imports/{id}", { params: { path: { id } }, signal })) });
export const targetsQuery = () => queryOptions({ queryKey: ["imports", "targets"], queryFn: ({ signal }) => unwrap(client.GET("/imports/targets", { signal })), staleTime: RARELY });
export const recipesQuery = () => queryOptions({ queryKey: ["recipes"], queryFn: ({ signal }) => unwrap(client.GET("/recipes", { signal })) });
export const readinessQuery = () => queryOptions({ queryKey: ["readiness"], queryFn: ({ signal }) => unwrap(client.GET("/readiness", { signal })) });
export const uploadFile = (file: File, sheet: string | null = null) => {
  const form = new FormData();
  form.append("file", file, file.name);
  if (sheet !== null) form.append("sheet", sheet);
  // The generated body is text; what is sent is the form itself.
  return unwrap(client.POST("/imports", { body: { file: "" }, bodySerializer: () => form }));
};
export const answerImport = (upload: string, answers: Record<string, string>, sheet: string | null) =>
  unwrap(client.POST("/imports/{upload}/answers", { params: { path: { upload } }, body: { answers, sheet } }));
export const dryRun = (upload: string, recipe: Api.Recipe) => unwrap(client.POST("/imports/{upload}/dry-run", { params: { path: { upload } }, body: { recipe } }));
export const runImport = (upload: string, recipe: Api.Recipe, saveAs: string | null) =>
  unwrap(client.POST("/imports/{upload}/run", { params: { path: { upload } }, body: { recipe, save_as: saveAs } }));
export const undoImport = (id: number, reason: string) => unwrap(client.POST("/imports/{id}/undo", { params: { path: { id } }, body: { reason } }));
export const rejectedWorkbook = (upload: string | number) => address(`/imports/${upload}/rejected`);
export const template = (name: string) => address(`/imports/templates/${name}`);

/* Rulebook */
export const rulebookQuery = () => queryOptions({ queryKey: ["rulebook"], queryFn: ({ signal }) => unwrap(client.GET("/rulebook", { signal })), staleTime: RARELY });
export const chapterQuery = (name: string) =>
  queryOptions({ queryKey: ["rulebook", name], queryFn: ({ signal }) => unwrap(client.GET("/rulebook/chapters/{name}", { params: { path: { name } }, signal })), staleTime: RARELY });
