/** Keys of the page, and the question before unsaved changes are left behind. */
import { App } from "antd";
import { useEffect } from "react";
import { useBlocker } from "react-router";
import { useWords } from "../../app/session.tsx";
import { editorPath } from "./paths.ts";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) || target.closest(".dmn-host, .ant-modal, .ant-drawer") !== null);
}

/** Save, undo and redo from the keyboard, unless a field or dmn-js has its own. */
export function useKeys({ save, undo, redo }: { save: () => void; undo: () => void; redo: () => void }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      const key = event.key.toLowerCase();
      if (key === "s") save();
      else if (isTyping(event.target)) return;
      else if (key === "z" && !event.shiftKey) undo();
      else if (key === "y" || (key === "z" && event.shiftKey)) redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [save, undo, redo]);
}

/** Asks before unsaved changes are left behind; another view of the same file is not leaving. */
export function useLeaving(isUnsaved: boolean, path: string): void {
  const { t } = useWords();
  const { modal } = App.useApp();
  const home = editorPath(path, null);
  const blocker = useBlocker(({ nextLocation }) => {
    const to = nextLocation.pathname;
    return isUnsaved && to !== home && !to.startsWith(`${home}/`);
  });
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    const dialog = modal.confirm({ title: t("dmn.leave"), content: t("dmn.leave_what"), okText: t("dmn.leave_do"), cancelText: t("dmn.leave_stay"), onOk: () => blocker.proceed(), onCancel: () => blocker.reset() });
    return () => dialog.destroy();
  }, [blocker, modal, t]);
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isUnsaved]);
}
