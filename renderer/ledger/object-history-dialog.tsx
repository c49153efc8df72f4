import type { ObjectKind } from "../../app/ledger/model.ts";
import { useText } from "../i18n/index.ts";
import { Dialog } from "../ui/index.ts";
import { ObjectHistory } from "./object-history.tsx";

/** The history of one object above the page that asked for it. */
export function ObjectHistoryDialog({
  object,
  name,
  onClose,
}: {
  object: { kind: ObjectKind; id: string };
  /** What the object is called. */
  name: string;
  onClose: () => void;
}) {
  const t = useText("history");
  return (
    <Dialog title={t("objectHistoryOf", { name })} isOpen onClose={onClose} width="large">
      <ObjectHistory kind={object.kind} id={object.id} />
    </Dialog>
  );
}
