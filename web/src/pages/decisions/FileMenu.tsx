/** What can be done with the whole file: out to a spreadsheet and back, and back to the default. */
import { DownOutlined } from "@ant-design/icons";
import { App, Button, Dropdown, type MenuProps } from "antd";
import { useRef, useState } from "react";
import { generateExamples, readSheets, writeSheets, type DecisionSource } from "../../api/decisions.ts";
import { useWords } from "../../app/session.tsx";
import { download } from "../../shared/download.ts";
import { ApiError } from "../../shared/error.ts";

interface FileMenuProps {
  source: DecisionSource;
  /** The decision on the screen. */
  decision: string | null;
  /** The same, where its logic is a table. */
  table: string | null;
  /** Why the text cannot be changed. */
  noEdit: string | null;
  xml: () => string;
  /** Takes another text as one edit, which can be undone. */
  onText: (xml: string) => void;
}

export function FileMenu({ source, decision, table, noEdit, xml, onText }: FileMenuProps) {
  const { t, locale } = useWords();
  const { message, modal } = App.useApp();
  const field = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const name = source.path.split("/").pop()?.replace(/\.dmn$/, "") ?? "tables";

  /** Runs a call; a refusal is told in full, because it names the cell. */
  const run = async (call: () => Promise<void>, failed: string) => {
    setBusy(true);
    try {
      await call();
    } catch (error) {
      modal.error({ title: failed, content: error instanceof ApiError ? error.say(locale) : String(error) });
    } finally {
      setBusy(false);
    }
  };
  const write = (format: "xlsx" | "csv") => run(async () => download(await writeSheets({ name, xml: xml(), format, decision: table }), `${name}.${format}`), t("dmn.sheets_not_written"));
  const read = (file: File) =>
    run(async () => {
      const before = xml();
      const taken = await readSheets(before, file);
      if (taken.xml === before) void message.info(t("dmn.sheets_same"));
      else {
        onText(taken.xml);
        void message.success(t("dmn.sheets_read", { file: file.name }));
      }
    }, t("dmn.sheets_not_read", { file: file.name }));
  const examples = (of: string) =>
    run(async () => {
      const { text } = await generateExamples({ path: source.path, xml: xml(), decision: of });
      download(new Blob([text], { type: "application/toml" }), `${of}.toml`);
    }, t("dmn.make_examples_failed"));
  const restore = () => {
    const text = source.default_xml;
    if (text) modal.confirm({ title: t("dmn.restore_title"), content: t("dmn.restore_what"), okText: t("dmn.restore_do"), cancelText: t("action.cancel"), onOk: () => onText(text) });
  };

  const noDefault = noEdit ?? (source.default_xml ? null : t("dmn.restore_none"));
  const items: MenuProps["items"] = [
    { key: "xlsx", label: t("dmn.sheets_xlsx") },
    { key: "csv", label: t("dmn.sheets_csv"), disabled: table === null, title: table === null ? t("dmn.sheets_csv_none") : "" },
    { key: "read", label: t("dmn.sheets_take"), disabled: noEdit !== null, title: noEdit ?? "" },
    { type: "divider" },
    { key: "examples", label: t("dmn.make_examples"), disabled: decision === null, title: decision === null ? t("dmn.make_examples_none") : t("dmn.make_examples_why") },
    { key: "restore", label: t("dmn.restore"), disabled: noDefault !== null, title: noDefault ?? "" },
  ];
  const onClick: MenuProps["onClick"] = ({ key }) => {
    if (key === "xlsx" || key === "csv") void write(key);
    else if (key === "read") field.current?.click();
    else if (key === "examples") {
      if (decision) void examples(decision);
    }
    else restore();
  };
  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items, onClick }}>
        <Button loading={isBusy} aria-haspopup="menu">
          {t("dmn.file")} <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      <input
        ref={field}
        type="file"
        accept=".xlsx,.xls,.csv"
        hidden
        aria-label={t("dmn.sheets_take")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file chosen again has to be read again: it may have been edited meanwhile.
          event.target.value = "";
          if (file) void read(file);
        }}
      />
    </>
  );
}
