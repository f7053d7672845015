/** Renders the real routes against the mock, whose answers are typed by the API's description. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter, RouterProvider } from "react-router";
import { vi } from "vitest";
import { answer, freshState, type Answer, type MockState } from "../../mock/answers.ts";
import { AppearanceProvider } from "../app/appearance.tsx";
import { LanguageProvider } from "../i18n/language.tsx";
import { routes } from "../routes.tsx";

interface Options {
  state?: Partial<MockState>;
  /** Answers instead of the mock; null leaves it to the mock. */
  instead?: (method: string, path: string, query: URLSearchParams) => Answer | null;
}

export interface Sent {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}

export function renderAt(path: string, { state: given, instead }: Options = {}) {
  const state: MockState = { ...freshState(), ...given };
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const address = new URL(request.url, "http://localhost");
    const route = address.pathname.replace("/api/v1", "");
    const isJson = request.headers.get("content-type")?.includes("json");
    const body: unknown = isJson ? JSON.parse((await request.text()) || "null") : null;
    sent.push({ method: request.method, path: route, query: address.searchParams, body });
    const said = instead?.(request.method, route, address.searchParams) ?? answer(state, request.method, route, address.searchParams, body);
    return new Response(said.status === 204 ? null : JSON.stringify(said.body), { status: said.status, headers: { "content-type": "application/json" } });
  });
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <AppearanceProvider>
          <RouterProvider router={router} />
        </AppearanceProvider>
      </LanguageProvider>
    </QueryClientProvider>,
  );
  return { router, sent, user: userEvent.setup() };
}
