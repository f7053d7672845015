/** Which file this is, whose text, and what can be done with it now. */
import { Button } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { DecisionSource, DraftSummary } from "../../api/decisions.ts";
import { useIsPhone } from "../../app/phone.ts";
import { useWords } from "../../app/session.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { useEditionName } from "../../ui/edition.ts";

interface HeadProps {
  name: string;
  source: DecisionSource;
  draft: DraftSummary | null;
  version: number | null;
  mayEdit: boolean;
  isUnsaved: boolean;
  isSaving: boolean;
  onCompare: () => void;
  onPublish: () => void;
  onSave: () => void;
  /** What can be done with the whole file. */
  menu: ReactNode;
}

export function Head(props: HeadProps) {
  const { name, source, draft, version, isUnsaved, onCompare, menu } = props;
  const { t, instant } = useWords();
  const isPhone = useIsPhone();
  return (
    <PageHead
      crumbs={[<Link key="r" to="/rulebook">{t("nav.rulebook")}</Link>, <Link key="d" to="/rulebook/decisions">{t("dmn.title")}</Link>]}
      title={name || source.path}
      marks={<State isUnsaved={isUnsaved} version={version} edition={source.edition} />}
      sub={
        <>
          <code>{source.path}</code>
          {draft ? ` · ${t("dmn.draft_by", { who: draft.changed_by, at: instant(draft.changed_at) })}` : ""}
        </>
      }
      actions={
        <>
          <Button onClick={onCompare}>{t("dmn.compare")}</Button>
          {isPhone ? null : menu}
          {isPhone ? null : <Saving {...props} />}
        </>
      }
    />
  );
}

/** Each is disabled with its reason rather than hidden. */
function Saving({ draft, mayEdit, isUnsaved, isSaving, onPublish, onSave }: HeadProps) {
  const { t } = useWords();
  const noPublish = !mayEdit ? t("dmn.no_right") : isUnsaved ? t("dmn.save_first") : draft === null ? t("dmn.no_draft") : null;
  const noSave = !mayEdit ? t("dmn.no_right") : isUnsaved ? null : t("dmn.nothing_to_save");
  return (
    <>
      <Button disabled={noPublish !== null} title={noPublish ?? undefined} onClick={onPublish}>
        {t("dmn.publish_action")}
      </Button>
      <Button type="primary" loading={isSaving} disabled={noSave !== null} title={noSave ?? "Ctrl S"} onClick={onSave}>
        {t("dmn.save")}
      </Button>
    </>
  );
}

function State({ isUnsaved, version, edition }: { isUnsaved: boolean; version: number | null; edition: string }) {
  const { t } = useWords();
  const editionName = useEditionName();
  if (isUnsaved) return <span className="tag warn">{t("dmn.unsaved")}</span>;
  if (version !== null) return <span className="tag brand">{t("dmn.draft_version")}</span>;
  return <span className="tag" title={edition}>{t("edition", { edition: editionName(edition) })}</span>;
}
