import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

// Pages are loaded lazily, which takes its time when the machine is busy; a miss need not print the whole page.
configure({
  asyncUtilTimeout: 8000,
  // Without the style sheet nothing is hidden by it; asking for every ancestor's style is most of a test's time.
  defaultHidden: true,
  getElementError: (message) => {
    const error = new Error(message ?? "not found");
    error.name = "TestingLibraryElementError";
    return error;
  },
});

// A canvas cannot be drawn on here; a chart is its label.
vi.mock("../ui/Chart.tsx", () => ({ default: ({ label }: { label: string }) => label }));

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
