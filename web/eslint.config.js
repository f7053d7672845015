import js from "@eslint/js";
import globals from "globals";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const noDefaultExports = {
  selector: "ExportDefaultDeclaration",
  message: "A default export has no name to search for; only pages, which are loaded lazily, may have one.",
};

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/generated"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  jsxA11y.flatConfigs.recommended,
  {
    plugins: { "react-hooks": reactHooks },
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "no-restricted-syntax": ["error", noDefaultExports],
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  { files: ["src/pages/**", "src/ui/Chart.tsx", "src/ui/Markdown.tsx", "*.config.{js,ts}"], rules: { "no-restricted-syntax": "off" } },
  { files: ["e2e/**", "scripts/**"], rules: { "no-console": "off" } },
);
