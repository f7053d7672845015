/** Filters and order as they stand in the address: pure reading and writing, and what reads as a sentence. */

export interface CustomerView {
  search: string;
  branch: string[];
  salesperson: string[];
  class: string[];
  state: string[];
  terms: string[];
  overdue: boolean | null;
  sort: string;
  dir: "asc" | "desc";
}

function list(parameters: URLSearchParams, name: string): string[] {
  return (parameters.get(name) ?? "").split(",").filter(Boolean);
}

export function readCustomerView(parameters: URLSearchParams): CustomerView {
  const overdue = parameters.get("has_overdue");
  return {
    search: parameters.get("search") ?? "",
    branch: list(parameters, "branch"),
    salesperson: list(parameters, "salesperson"),
    class: list(parameters, "class"),
    state: list(parameters, "state"),
    terms: list(parameters, "terms"),
    overdue: overdue === null ? null : overdue === "true",
    sort: parameters.get("sort") ?? "overdue",
    dir: parameters.get("dir") === "asc" ? "asc" : parameters.get("sort") && parameters.get("dir") === null ? "asc" : "desc",
  };
}

/** The parameters of the API, which are those of the address too. Absent is the default. */
export function customerParameters(view: CustomerView): Record<string, string> {
  const parameters: Record<string, string> = {};
  if (view.search) parameters["search"] = view.search;
  for (const name of ["branch", "salesperson", "class", "state", "terms"] as const) {
    if (view[name].length) parameters[name] = view[name].join(",");
  }
  if (view.overdue !== null) parameters["has_overdue"] = String(view.overdue);
  parameters["sort"] = view.sort;
  parameters["dir"] = view.dir;
  return parameters;
}

/** What is written into the address: the default order is left out, so that a clean list has a clean address. */
export function customerAddress(view: CustomerView): Record<string, string> {
  const parameters = customerParameters(view);
  if (view.sort === "overdue" && view.dir === "desc") {
    delete parameters["sort"];
    delete parameters["dir"];
  }
  return parameters;
}

/** Sets or removes some parameters and keeps the others. */
export function withParameters(before: URLSearchParams, changes: Record<string, string | null>): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") after.delete(name);
    else after.set(name, value);
  }
  return after;
}

/** `0,30,60` from what a person typed; null when it is not a rising list of days. */
export function readBuckets(text: string): string | null {
  const edges = text
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .map((one) => (/^\d{1,4}$/.test(one) ? Number(one) : Number.NaN));
  if (edges.length === 0 || edges.length > 12 || edges.some(Number.isNaN)) return null;
  if (edges.some((edge, index) => index > 0 && edge <= (edges[index - 1] ?? 0))) return null;
  return (edges[0] === 0 ? edges : [0, ...edges]).join(",");
}
