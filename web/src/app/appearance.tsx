/** Light or dark, as the system says until a person chooses; hands Ant Design its tokens and language. */
import { App as AntApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { useLanguage } from "../i18n/language.tsx";
import { antTheme, type Mode } from "../shared/theme.ts";

interface Appearance {
  mode: Mode;
  toggle: () => void;
}
const STORED = "guiju.appearance";
const AppearanceContext = createContext<Appearance>({ mode: "light", toggle: () => undefined });

function initial(): Mode {
  const stored = localStorage.getItem(STORED);
  if (stored === "light" || stored === "dark") return stored;
  return window.matchMedia?.("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function AppearanceProvider({ children }: { children: ReactNode }) {
  const { locale } = useLanguage();
  const [mode, setMode] = useState<Mode>(initial);
  const [isStill] = useState(() => window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false);
  useEffect(() => {
    document.documentElement.dataset["theme"] = mode;
    document.documentElement.style.colorScheme = mode;
  }, [mode]);
  useEffect(() => {
    dayjs.locale(locale === "zh" ? "zh-cn" : "en");
  }, [locale]);
  const value = useMemo<Appearance>(
    () => ({
      mode,
      toggle: () =>
        setMode((before) => {
          const next = before === "dark" ? "light" : "dark";
          localStorage.setItem(STORED, next);
          return next;
        }),
    }),
    [mode],
  );
  return (
    <AppearanceContext value={value}>
      <ConfigProvider
        theme={antTheme(mode, isStill)}
        locale={locale === "zh" ? zhCN : enUS}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        <AntApp>{children}</AntApp>
      </ConfigProvider>
    </AppearanceContext>
  );
}

export function useAppearance(): Appearance {
  return use(AppearanceContext);
}
