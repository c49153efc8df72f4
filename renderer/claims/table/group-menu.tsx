import { ChevronsDownUp, ChevronsUpDown, Group } from "lucide-react";

import { ClaimGrouping } from "../../../app/claims/model.ts";
import { useText } from "../../i18n/index.ts";
import { Button, IconButton, MenuButton, useFolds, useKeys } from "../../ui/index.ts";

/** The second letter of "y …" for each grouping. */
const groupKeys: Record<ClaimGrouping, string> = {
  origin: "o",
  source: "s",
  outlet: "u",
  question: "q",
  article: "a",
  tag: "t",
};

/** What the table is grouped by, and folding all groups at once. */
export function GroupMenu({
  groupBy,
  onChange,
}: {
  groupBy: ClaimGrouping | null;
  onChange: (groupBy: ClaimGrouping | null) => void;
}) {
  const t = useText("claims");
  const table = useText("table");
  const [, setFolds] = useFolds("claims");
  const fold = (all: boolean) => (): void => setFolds({ all, except: new Set() });
  useKeys(
    {
      ...Object.fromEntries(
        ClaimGrouping.options.map((by) => [
          `y ${groupKeys[by]}`,
          { run: () => onChange(by), label: t("groupedBy", { what: t(`by-${by}`) }) },
        ]),
      ),
      "y n": { run: () => onChange(null), label: t("ungrouped") },
    },
    { group: t("groups") },
  );
  useKeys(
    {
      "-": { run: fold(true), label: table("collapseAll") },
      "+": { run: fold(false), label: table("expandAll") },
    },
    { group: t("groups"), enabled: groupBy !== null },
  );
  return (
    <>
      {groupBy === null ? null : (
        <>
          <IconButton label={table("collapseAll")} keys="-" onPress={fold(true)}>
            <ChevronsDownUp aria-hidden />
          </IconButton>
          <IconButton label={table("expandAll")} keys="+" onPress={fold(false)}>
            <ChevronsUpDown aria-hidden />
          </IconButton>
        </>
      )}
      <MenuButton
        label={t("groups")}
        placement="bottom end"
        trigger={
          <Button small icon={<Group aria-hidden />}>
            {groupBy === null ? t("groupMenu") : t("groupedBy", { what: t(`by-${groupBy}`) })}
          </Button>
        }
        items={[
          ...ClaimGrouping.options.map((by) => ({
            id: by,
            text: t(`by-${by}`),
            keys: `y ${groupKeys[by]}`,
            onAction: () => onChange(by),
          })),
          {
            id: "none",
            text: t("ungrouped"),
            keys: "y n",
            separated: true,
            isDisabled: groupBy === null,
            onAction: () => onChange(null),
          },
        ]}
      />
    </>
  );
}
