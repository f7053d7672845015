/** The register of pages. Each is loaded when it is first opened. */
import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { Broken } from "./app/Broken.tsx";
import { Shell } from "./app/Shell.tsx";
import { WaitingPage } from "./ui/States.tsx";

const page = (load: () => Promise<{ default: React.ComponentType }>) => async () => ({ Component: (await load()).default });

export const routes: RouteObject[] = [
  { path: "/setup", lazy: page(() => import("./pages/Setup.tsx")), ErrorBoundary: Broken },
  { path: "/sign-in", lazy: page(() => import("./pages/SignIn.tsx")), ErrorBoundary: Broken },
  {
    path: "/",
    Component: Shell,
    ErrorBoundary: Broken,
    HydrateFallback: WaitingPage,
    children: [
      {
        ErrorBoundary: Broken,
        children: [
          { index: true, element: <Navigate to="/workbench" replace /> },
          { path: "workbench", lazy: page(() => import("./pages/Workbench.tsx")) },
          { path: "rates", lazy: page(() => import("./pages/Rates.tsx")) },
          { path: "users", lazy: page(() => import("./pages/Users.tsx")) },
          { path: "rulings", lazy: page(() => import("./pages/Rulings.tsx")) },
          { path: "customers", lazy: page(() => import("./pages/Customers.tsx")) },
          { path: "customers/:id", lazy: page(() => import("./pages/Customer.tsx")) },
          { path: "ratings", lazy: page(() => import("./pages/Rating.tsx")) },
          { path: "ratings/:month", lazy: page(() => import("./pages/Rating.tsx")) },
          { path: "ageing", lazy: page(() => import("./pages/Ageing.tsx")) },
          { path: "imports", lazy: page(() => import("./pages/Imports.tsx")) },
          { path: "imports/new", lazy: page(() => import("./pages/ImportFile.tsx")) },
          { path: "imports/:id", lazy: page(() => import("./pages/Import.tsx")) },
          { path: "rulebook", lazy: page(() => import("./pages/Rulebook.tsx")) },
          { path: "rulebook/decisions", lazy: page(() => import("./pages/Decisions.tsx")) },
          { path: "rulebook/decisions/:path/:decision?", lazy: page(() => import("./pages/DecisionEditor.tsx")) },
          { path: "rulebook/:chapter/settings", lazy: page(() => import("./pages/RuleSettings.tsx")) },
          { path: "rulebook/:chapter", lazy: page(() => import("./pages/Rulebook.tsx")) },
          { path: "*", lazy: page(() => import("./pages/NotFound.tsx")) },
        ],
      },
    ],
  },
];

export function makeRouter() {
  return createBrowserRouter(routes);
}
