/** Starts the pages. What they are is in `routes.tsx`. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import "./app.css";
import { ApiError } from "./shared/error.ts";
import { AppearanceProvider } from "./app/appearance.tsx";
import { LanguageProvider } from "./i18n/language.tsx";
import { makeRouter } from "./routes.tsx";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      // Only what may pass by itself is tried again: no answer, or a server that is busy.
      retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.status === 0 || error.status === 503),
    },
  },
});
const host = document.getElementById("root");
if (host) {
  createRoot(host).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <AppearanceProvider>
            <RouterProvider router={makeRouter()} />
          </AppearanceProvider>
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
