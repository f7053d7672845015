/**
 * The requirements graph, literal expressions and boxed expressions, in dmn-js. Tables are ours (docs/decisions/0014).
 *
 * Loaded only when such a view is opened. Its watermark stays visible, as its licence asks. What it writes is merged into the
 * file's own text element by element, so an edit here changes no table and no comment.
 */
import { Alert, App } from "antd";
import { useEffect, useRef, useState } from "react";
import "dmn-js/dist/assets/diagram-js.css";
import "dmn-js/dist/assets/dmn-font/css/dmn.css";
import "dmn-js/dist/assets/dmn-js-boxed-expression-controls.css";
import "dmn-js/dist/assets/dmn-js-boxed-expression.css";
import "dmn-js/dist/assets/dmn-js-drd.css";
import "dmn-js/dist/assets/dmn-js-literal-expression.css";
import "dmn-js/dist/assets/dmn-js-shared.css";
import { useWords } from "../../app/session.tsx";
import { withDiagram } from "../../shared/dmn/layout.ts";
import { mergeWritten } from "../../shared/dmn/merge.ts";
import { fromSpoken, toSpoken, yearOf } from "../../shared/dmn/namespaces.ts";
import { makeManager, type DmnManager } from "./dmnjs.ts";

interface DiagramProps {
  xml: string;
  /** The decision whose logic is shown; null: the graph. */
  element: string | null;
  isReadOnly: boolean;
  label: string;
  onChange: (xml: string) => void;
  onOpen: (decision: string) => void;
}

/** What dmn-js holds now: the text it was given, and how it writes that text without an edit. */
interface Held {
  original: string;
  before: string;
  shown: string;
}

export default function Diagram(props: DiagramProps) {
  const { xml, element, isReadOnly, label } = props;
  const { t, locale } = useWords();
  const { message } = App.useApp();
  const host = useRef<HTMLDivElement>(null);
  const manager = useRef<DmnManager | null>(null);
  const held = useRef<Held | null>(null);
  const [lost, setLost] = useState<string[]>([]);
  const [failed, setFailed] = useState<string | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const isFixed = isReadOnly || lost.length > 0;

  useEffect(() => {
    if (!host.current) return;
    const made = makeManager(host.current, locale, isFixed, (id) => latest.current.onOpen(id));
    manager.current = made;
    held.current = null;
    const report = (error: unknown) => void message.warning(String(error instanceof Error ? error.message : error));
    const onChanged = () => {
      const before = held.current;
      if (!before) return;
      made
        .saveXML({ format: true })
        .then(({ xml: after }) => {
          const written = fromSpoken(mergeWritten(before.original, before.before, after), yearOf(latest.current.xml));
          if (held.current === before && written !== before.shown) {
            before.shown = written;
            latest.current.onChange(written);
          }
        })
        .catch(report);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    made.on("viewer.created", ({ viewer }) => {
      viewer.on("commandStack.changed", () => {
        clearTimeout(timer);
        timer = setTimeout(onChanged, 250);
      });
    });
    return () => {
      // An edit that was not yet taken over is not lost by leaving the view.
      if (timer !== undefined) {
        clearTimeout(timer);
        onChanged();
      }
      manager.current = null;
      setTimeout(() => made.destroy(), 0);
    };
  }, [locale, isFixed, message]);

  useEffect(() => {
    const made = manager.current;
    if (!made || held.current?.shown === xml) return;
    let isGone = false;
    void show(made, xml, element)
      .then(async (warnings) => {
        const { xml: before } = await made.saveXML({ format: true });
        if (isGone) return;
        held.current = { original: toSpoken(element === null ? withDiagram(xml) : xml), before, shown: xml };
        setLost(warnings);
        setFailed(null);
      })
      .catch((error: unknown) => !isGone && setFailed(error instanceof Error ? error.message : String(error)));
    return () => {
      isGone = true;
    };
  }, [xml, element, locale, isFixed]);

  return (
    <div className="dmn-view">
      {failed ? <Alert type="warning" showIcon title={t("dmn.view_failed")} description={failed} /> : null}
      {lost.length ? <Alert type="info" showIcon title={t("dmn.view_fixed")} description={lost.slice(0, 3).join("; ")} /> : null}
      <div ref={host} className={`dmn-host${element === null ? "" : " is-expression"}`} role="group" aria-label={label} />
    </div>
  );
}

async function show(manager: DmnManager, xml: string, element: string | null): Promise<string[]> {
  const { warnings } = await manager.importXML(toSpoken(element === null ? withDiagram(xml) : xml), { open: false });
  const view = manager.getViews().find((one) => (element === null ? one.type === "drd" : one.id === element));
  if (view) await manager.open(view);
  const canvas = element === null ? manager.getActiveViewer()?.get("canvas") : undefined;
  // A little air around it: fitted exactly, the outermost shapes touch the frame.
  if (canvas) canvas.zoom(0.92 * canvas.zoom("fit-viewport", "auto"), "auto");
  return warnings.map((one) => one.message);
}
