/** The mock as part of the development server (`npm run dev:mock`); POST /api/v1/mock puts it into another state, as `{"setup":"new"}`. */
import type { Connect, Plugin } from "vite";
import { answer, freshState } from "./answers.ts";

export function mockServer(): Plugin {
  const state = freshState();
  const answerAll = (server: { middlewares: Connect.Server }) => {
    server.middlewares.use("/api/v1", (request, response) => {
        const address = new URL(request.url ?? "/", "http://mock");
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          let body: unknown = null;
          try {
            body = text ? JSON.parse(text) : null;
          } catch {
            body = null;
          }
          // Puts the mock into a state of its first start, for looking at those pages.
          if (address.pathname === "/mock") {
            Object.assign(state, freshState(), body);
            response.end("{}");
            return;
          }
          const said = answer(state, request.method ?? "GET", address.pathname, address.searchParams, body);
          response.statusCode = said.status;
          response.setHeader("content-type", "application/json");
          response.end(said.status === 204 ? undefined : JSON.stringify(said.body));
        });
      });
  };
  // `vite preview --mode mock` too: speed is measured on what is shipped.
  return { name: "guiju-mock", configureServer: answerAll, configurePreviewServer: answerAll };
}
