import { ToggleButton } from "react-aria-components";

import { useText } from "../i18n/index.ts";
import { Tooltip, useKeys } from "../ui/index.ts";
import { canTurn, isOn, type Switch, switches, turned, written } from "./switches.ts";

import css from "./search.module.css";

const keysOf: Record<Switch, string> = { exact: "alt+e", stem: "alt+s", hamza: "alt+h" };

/** How closely words are compared: each switch is written into the query, and read from it. */
export function SwitchBar({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  const t = useText("search");
  const turn = (name: Switch): unknown => canTurn(query, name) && onChange(turned(query, name));
  useKeys(
    Object.fromEntries(switches.map((name) => [keysOf[name], { run: () => turn(name), label: t(`switch.${name}`) }])),
    {
      group: t("title"),
    },
  );
  return (
    // Buttons that say on or off, with one name for all of them; a fieldset has a look and a legend of its own.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className={css.switches} role="group" aria-label={t("switches")}>
      {switches.map((name) => (
        <Tooltip key={name} text={t(`switch.${name}`)} keys={keysOf[name]}>
          <ToggleButton
            className={css.switch ?? ""}
            isSelected={isOn(query, name)}
            isDisabled={!canTurn(query, name)}
            onChange={() => turn(name)}
          >
            <bdi dir="ltr">{written[name]}</bdi>
          </ToggleButton>
        </Tooltip>
      ))}
    </div>
  );
}
