/** Ctrl K: finds customers, numbers and pages, and acts. */
import { useQuery } from "@tanstack/react-query";
import { Input, Modal, type InputRef } from "antd";
import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useNavigate } from "react-router";
import { searchQuery } from "../api/calls.ts";
import { amount } from "../shared/format.ts";
import { ClassChip } from "../ui/ClassChip.tsx";
import { MENU } from "./menu.ts";
import { useSession, useWords } from "./session.tsx";

interface Found {
  key: string;
  group: string;
  label: React.ReactNode;
  note?: React.ReactNode;
  act: () => void;
}
interface PaletteProps {
  isOpen: boolean;
  onClose: () => void;
  onLanguage: () => void;
  onAppearance: () => void;
  onLeave: () => void;
}

export function Palette(props: PaletteProps) {
  const { t } = useWords();
  const input = useRef<InputRef>(null);
  return (
    <Modal
      open={props.isOpen}
      onCancel={props.onClose}
      footer={null}
      closable={false}
      title={<span className="hidden-text">{t("find.title")}</span>}
      width={620}
      destroyOnHidden
      style={{ top: 72 }}
      afterOpenChange={(isOpen) => {
        if (isOpen) input.current?.focus();
      }}
    >
      <Finder {...props} input={input} />
    </Modal>
  );
}

function Finder({ isOpen, onClose, onLanguage, onAppearance, onLeave, input }: PaletteProps & { input: React.RefObject<InputRef | null> }) {
  const { t, locale, date } = useWords();
  const session = useSession();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const asked = useDeferredValue(typed.trim());
  const found = useQuery({ ...searchQuery(asked), enabled: isOpen && asked.length >= 2 });

  const items = useMemo<Found[]>(() => {
    const go = (path: string) => () => void navigate(path);
    const low = asked.toLowerCase();
    const has = (...words: string[]) => !low || words.join(" ").toLowerCase().includes(low);
    const list: Found[] = [];
    if (asked.length >= 2 && found.data) {
      for (const hit of found.data.customers) {
        list.push({ key: `c${hit.id}`, group: t("find.customers"), label: hit.name, note: <>{hit.code} {hit.class ? <ClassChip name={hit.class} small /> : null}</>, act: go(`/customers/${hit.id}`) });
      }
      for (const hit of found.data.entries) {
        const target = hit.customer ? `/customers/${hit.customer.id}${hit.kind === "charge" ? `?charge=${hit.id}` : ""}#timeline` : "/customers";
        list.push({
          key: `e${hit.id}`,
          group: t("find.entries"),
          label: `${locale === "zh" ? hit.kind_label.zh : hit.kind_label.en} ${hit.number}`,
          note: `${hit.customer?.name ?? ""} · ${date(hit.date)} · ${hit.currency} ${amount(hit.amount)}`,
          act: go(target),
        });
      }
    }
    for (const item of MENU.flatMap((group) => group.items)) {
      if (has(t(item.label), item.words)) list.push({ key: item.path, group: t("find.pages"), label: t(item.label), act: go(item.path) });
    }
    const actions: [string, string, string, () => void, boolean][] = [
      ["late", t("find.overdue"), "overdue late 逾期", go("/customers?has_overdue=true"), true],
      ["rate", t("find.rate"), "rate month 评级", go("/ratings?rate=1"), session.user.may.rate],
      ["upload", t("find.import"), "import upload 导入 上传", go("/imports"), session.user.may.import],
      ["language", t("shell.language"), "language english 中文 英文 语言", onLanguage, true],
      ["appearance", t("find.appearance"), "dark light 深色 浅色", onAppearance, true],
      ["leave", t("shell.sign_out"), "sign out logout 退出", onLeave, true],
    ];
    for (const [key, label, words, act, isAllowed] of actions) {
      if (isAllowed && has(label, words)) list.push({ key, group: t("find.actions"), label, act });
    }
    return list;
  }, [asked, found.data, t, locale, date, navigate, onLanguage, onAppearance, onLeave, session.user.may]);

  useEffect(() => setActive(0), [asked]);
  useEffect(() => {
    document.getElementById(`found-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const choose = (item: Found | undefined) => {
    if (!item) return;
    onClose();
    item.act();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setActive((before) => Math.min(items.length - 1, Math.max(0, before + (event.key === "ArrowDown" ? 1 : -1))));
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      choose(items[active]);
    }
  };
  const groups = [...new Set(items.map((item) => item.group))];
  return (
    <>
      <Input
        ref={input}
        size="large"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKey}
        placeholder={t("shell.find")}
        role="combobox"
        aria-label={t("find.title")}
        aria-expanded
        aria-controls="found"
        aria-activedescendant={items.length ? `found-${active}` : undefined}
        autoComplete="off"
      />
      <div className="hidden-text" aria-live="polite">
        {t("find.count", { count: items.length })}
      </div>
      <div id="found" role="listbox" aria-label={t("find.title")} className="palette-list">
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <div className="palette-group" aria-hidden>
              {group}
            </div>
            {items.map((item, index) =>
              item.group === group ? (
                // The keys of the list are the input's: arrows and Enter.
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events
                <div key={item.key} id={`found-${index}`} role="option" tabIndex={-1} aria-selected={index === active} className="palette-item" onClick={() => choose(item)} onMouseMove={() => setActive(index)}>
                  <span className="ellipsis" style={{ maxWidth: 340 }}>
                    {item.label}
                  </span>
                  {item.note ? <span className="muted small nowrap ellipsis">{item.note}</span> : null}
                </div>
              ) : null,
            )}
          </div>
        ))}
        {items.length === 0 ? <div className="palette-group">{t("find.nothing")}</div> : null}
      </div>
    </>
  );
}
