import { useText } from "../i18n/index.ts";
import { Dialog, Kbd, useKeyList } from "../ui/index.ts";

import css from "./help.module.css";

/** Keys that belong to parts of the kit rather than to a page: they work wherever such a part stands. */
const kitKeys = {
  keysTables: [
    ["ArrowUp", "tableMove"],
    ["Home", "tableEnds"],
    ["PageDown", "tablePage"],
    ["Enter", "tableOpen"],
    ["Space", "tableMark"],
    ["shift+ArrowDown", "tableExtend"],
    ["mod+a", "tableAll"],
    ["Escape", "tableNone"],
  ],
  keysCharts: [
    ["ArrowRight", "chartMove"],
    ["Enter", "chartChoose"],
    ["shift+ArrowRight", "chartRange"],
  ],
  keysDialogs: [
    ["Tab", "dialogNext"],
    ["Escape", "dialogClose"],
  ],
} as const;

/** Every key that acts now: those of the page in sight and of the frame (as they are bound), and those of the kit. */
export function KeyList() {
  const t = useText("shell");
  const groups = useKeyList();
  return (
    <div className={css.keys}>
      {groups.map(({ group, keys }) => (
        <section key={group}>
          <h3>{group || t("keysPage")}</h3>
          <dl>
            {byLabel(keys).map(({ label, names }) => (
              <div key={label}>
                <dt>
                  {names.map((key) => (
                    <Kbd key={key} keys={key} />
                  ))}
                </dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {Object.entries(kitKeys).map(([group, keys]) => (
        <section key={group}>
          <h3>{t(group)}</h3>
          <dl>
            {keys.map(([key, label]) => (
              <div key={key}>
                <dt>
                  <Kbd keys={key} />
                </dt>
                <dd>{t(label)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** Two keys that do the same stand on one line. */
function byLabel(keys: readonly { key: string; label: string }[]): { label: string; names: string[] }[] {
  const lines = new Map<string, string[]>();
  for (const { key, label } of keys) lines.set(label, [...(lines.get(label) ?? []), key]);
  return [...lines].map(([label, names]) => ({ label, names }));
}

export function KeySheet({ onClose }: { onClose: () => void }) {
  const t = useText("shell");
  return (
    <Dialog title={t("keySheet")} isOpen onClose={onClose} width="large" isText>
      <p className={css.lead}>{t("keysLead")}</p>
      <KeyList />
    </Dialog>
  );
}
