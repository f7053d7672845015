/** Builds the pages into `dist/`, which the server carries inside; `--mode mock` serves them with invented data. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { mockServer } from "./mock/server.ts";

const server = process.env["GUIJU_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(mode === "mock" ? [mockServer()] : [])],
  server: mode === "mock" ? { host: "127.0.0.1" } : { proxy: { "/api": server } },
  build: {
    target: "es2022",
    // The largest is dmn-js with its expression editor, loaded when a graph or an expression is opened.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: {
        // Three long-lived chunks, so that a change of a page does not reload the libraries.
        advancedChunks: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack)[\\/]/ },
            { name: "echarts", test: /node_modules[\\/](echarts|zrender)[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test/setup.ts"],
    testTimeout: 30_000,
    // Ant Design gives every element one id when it sees `test`, and dialogs lose their names.
    env: { NODE_ENV: "development" },
  },
}));
