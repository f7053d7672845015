/** The frame around every page: menu, search, language, light or dark, who is signed in. */
import {
  AuditOutlined, BookOutlined, DesktopOutlined, FieldTimeOutlined, GlobalOutlined, ImportOutlined, MenuOutlined, MoonOutlined, SearchOutlined, StarOutlined, SunOutlined, TeamOutlined, UserOutlined,
} from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Dropdown } from "antd";
import { Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import { Navigate, NavLink, Outlet, ScrollRestoration, useLocation, useNavigation } from "react-router";
import { sessionQuery, setupQuery, signOut } from "../api/calls.ts";
import { ApiError } from "../shared/error.ts";
import type { Session } from "../api/types.ts";
import { PasswordDialog } from "../forms/PasswordDialog.tsx";
import { useLanguage } from "../i18n/language.tsx";
import { Failure, WaitingPage } from "../ui/States.tsx";
import { useAppearance } from "./appearance.tsx";
import { MENU } from "./menu.ts";
import { Palette } from "./Palette.tsx";
import { SessionContext } from "./session.tsx";

const ICONS: Record<string, ReactNode> = {
  "/workbench": <DesktopOutlined aria-hidden />,
  "/rulings": <AuditOutlined aria-hidden />,
  "/users": <UserOutlined aria-hidden />,
  "/customers": <TeamOutlined aria-hidden />,
  "/ratings": <StarOutlined aria-hidden />,
  "/ageing": <FieldTimeOutlined aria-hidden />,
  "/imports": <ImportOutlined aria-hidden />,
  "/rulebook": <BookOutlined aria-hidden />,
};

export function Shell() {
  const session = useQuery(sessionQuery());
  const location = useLocation();
  const isSignedOut = session.error instanceof ApiError && (session.error.status === 401 || session.error.status === 409);
  const setup = useQuery({ ...setupQuery(), enabled: isSignedOut });
  if (session.data) return <Frame session={session.data} />;
  if (isSignedOut) {
    if (setup.isPending) return <WaitingPage />;
    if (setup.data && setup.data.state !== "ready") return <Navigate to="/setup" replace />;
    const back = `${location.pathname}${location.search}`;
    return <Navigate to={back === "/" ? "/sign-in" : `/sign-in?back=${encodeURIComponent(back)}`} replace />;
  }
  if (session.error) return <Failure error={session.error} retry={() => void session.refetch()} />;
  return (
    <main className="main">
      <WaitingPage />
    </main>
  );
}

function useScopeWords(session: Session): string {
  const { t, list } = useLanguage();
  const scope = session.user.scope;
  if (scope.kind === "company") return t("scope.company");
  if (scope.kind === "own") return t("scope.own");
  return list(scope.units.map((unit) => unit.name)) || t("scope.units");
}

function MenuLinks({ onGo, session }: { onGo?: () => void; session: Session }) {
  const { t } = useLanguage();
  return MENU.map((group) => (
    <div key={group.label} role="group" aria-label={t(group.label)}>
      <div className="side-group" aria-hidden>
        {t(group.label)}
      </div>
      {group.items.filter((item) => !item.right || session.user.may[item.right]).map((item) => (
        <NavLink key={item.path} to={item.path} className="item" onClick={onGo}>
          {t(item.label)}
        </NavLink>
      ))}
    </div>
  ));
}

function Frame({ session }: { session: Session }) {
  const { t, text, locale, change } = useLanguage();
  const { mode, toggle } = useAppearance();
  const [isFinding, setFinding] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isChangingPassword, setChangingPassword] = useState(false);
  const client = useQueryClient();
  const scope = useScopeWords(session);
  const navigation = useNavigation();
  const location = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setFinding((before) => !before);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  // A new page takes the focus, so that a screen reader starts at its beginning.
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [location.pathname]);

  const leave = async () => {
    await signOut().catch(() => undefined);
    client.clear();
    window.location.assign("/sign-in");
  };
  const otherLanguage = locale === "zh" ? "English" : "中文";
  const appearance = mode === "dark" ? t("shell.light") : t("shell.dark");
  const userMenu = {
    items: [
      { key: "who", type: "group" as const, label: `${text(session.user.label)} · ${text(session.user.role_label)} · ${scope}` },
      { key: "password", label: t("shell.password") },
      { key: "leave", label: t("shell.sign_out") },
    ],
    onClick: ({ key }: { key: string }) => {
      if (key === "leave") void leave();
      if (key === "password") setChangingPassword(true);
    },
  };
  return (
    <SessionContext value={session}>
      <a href="#main" className="skip">
        {t("shell.skip")}
      </a>
      <div className="shell">
        <nav className="side" aria-label={t("shell.menu")}>
          <div className="side-inner">
          <NavLink to="/workbench" className="logo">
            <span className="mark" aria-hidden>
              规
            </span>
            {t("product")}
          </NavLink>
          <MenuLinks session={session} />
          <div className="side-foot">
            {text(session.company.name)}
            {session.company.is_demo ? (
              <>
                {" "}
                <span className="tag">{t("shell.demo")}</span>
              </>
            ) : null}
            {session.company.data_until ? <div>{t("shell.data_until", { date: session.company.data_until })}</div> : null}
          </div>
          </div>
        </nav>
        <div style={{ minWidth: 0 }}>
          <header className="top">
            <button type="button" className="find" onClick={() => setFinding(true)} aria-keyshortcuts="Control+K">
              <span>
                <SearchOutlined aria-hidden /> {t("shell.find")}
              </span>
              <kbd>Ctrl K</kbd>
            </button>
            <div className="top-right">
              <span className="only-wide" title={t("shell.scope_title")}>
                {scope}
              </span>
              <Button type="text" icon={<GlobalOutlined aria-hidden />} onClick={() => change(locale === "zh" ? "en" : "zh")} lang={locale === "zh" ? "en" : "zh-CN"}>
                <span className="only-wide">{otherLanguage}</span>
                <span className="hidden-text">{t("shell.language")}</span>
              </Button>
              <Button type="text" className="only-wide" icon={mode === "dark" ? <SunOutlined aria-hidden /> : <MoonOutlined aria-hidden />} onClick={toggle} aria-label={appearance} title={appearance} />
              <Dropdown menu={userMenu} trigger={["click"]} placement="bottomRight" getPopupContainer={(trigger) => trigger.parentElement ?? document.body}>
                <Button type="text" icon={<UserOutlined aria-hidden />} aria-haspopup="menu" title={text(session.user.label)}>
                  <span className="only-wide">{text(session.user.label)}</span>
                  <span className="hidden-text">{t("shell.user_menu")}</span>
                </Button>
              </Dropdown>
            </div>
          </header>
          <main id="main" className="main" ref={main} tabIndex={-1} aria-busy={navigation.state === "loading"}>
            <Suspense fallback={<WaitingPage />}>
              {/* Behind a one-time password every page would be a refusal. */}
              {session.user.must_change_password ? null : <Outlet />}
            </Suspense>
          </main>
        </div>
      </div>
      <nav className="bottom-bar" aria-label={t("shell.menu_short")}>
        {MENU.flatMap((group) => group.items)
          .filter((item) => !["/rulebook", "/rulings", "/imports", "/rates", "/users"].includes(item.path))
          .map((item) => (
            <NavLink key={item.path} to={item.path}>
              {ICONS[item.path]}
              {t(item.path === "/ratings" ? "nav.short.ratings" : item.label)}
            </NavLink>
          ))}
        <button type="button" onClick={() => setMenuOpen(true)} aria-haspopup="dialog">
          <MenuOutlined aria-hidden />
          {t("shell.more")}
        </button>
      </nav>
      <Drawer open={isMenuOpen} onClose={() => setMenuOpen(false)} placement="bottom" title={text(session.company.name)} size={440}>
        <nav className="sheet" aria-label={t("shell.menu")}>
          <MenuLinks session={session} onGo={() => setMenuOpen(false)} />
          <div style={{ display: "flex", gap: 8, marginTop: 16, flexWrap: "wrap" }}>
            <Button onClick={() => change(locale === "zh" ? "en" : "zh")}>{otherLanguage}</Button>
            <Button onClick={toggle}>{appearance}</Button>
            <Button onClick={() => void leave()}>{t("shell.sign_out")}</Button>
          </div>
        </nav>
      </Drawer>
      <Palette isOpen={isFinding} onClose={() => setFinding(false)} onLanguage={() => change(locale === "zh" ? "en" : "zh")} onAppearance={toggle} onLeave={() => void leave()} />
      <PasswordDialog isOpen={isChangingPassword || session.user.must_change_password} mustChange={session.user.must_change_password} onClose={() => setChangingPassword(false)} />
      <ScrollRestoration />
    </SessionContext>
  );
}
