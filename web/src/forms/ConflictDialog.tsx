import { Button, Modal } from "antd";
import type { DraftSummary } from "../api/decisions.ts";
import { useWords } from "../app/session.tsx";

interface ConflictDialogProps {
  draft: DraftSummary | null;
  /** Whether the other's save changed this file too. */
  isSameFile: boolean;
  isBusy: boolean;
  onMine: () => void;
  onTheirs: () => void;
  onClose: () => void;
}

/** Somebody saved since this text was read: who and what, and the choice of whose text stays. */
export function ConflictDialog({ draft, isSameFile, isBusy, onMine, onTheirs, onClose }: ConflictDialogProps) {
  const { t, instant, list } = useWords();
  return (
    <Modal
      open
      title={t("dmn.conflict")}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          {isSameFile ? <Button onClick={onTheirs}>{t("dmn.take_theirs")}</Button> : null}
          <Button type="primary" loading={isBusy} onClick={onMine}>
            {t(isSameFile ? "dmn.keep_mine" : "dmn.save_anyway")}
          </Button>
        </>
      }
    >
      <p>{draft ? t("dmn.conflict_who", { who: draft.changed_by, at: instant(draft.changed_at), files: list(draft.paths) }) : t("dmn.conflict_gone")}</p>
      <p className="sub">{t(isSameFile ? "dmn.conflict_same" : "dmn.conflict_other")}</p>
    </Modal>
  );
}
