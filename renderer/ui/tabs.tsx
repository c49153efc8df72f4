import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components";

import css from "./tabs.module.css";

export interface TabChoice<Id extends string = string> {
  id: Id;
  text: string;
  count?: string;
  content: ReactNode;
}

/** Panels of which one is seen. */
export function Tabs<Id extends string>({
  label,
  tabs,
  selected,
  onSelect,
}: {
  label: string;
  tabs: readonly TabChoice<Id>[];
  selected?: Id;
  onSelect?: (id: Id) => void;
}) {
  return (
    <AriaTabs
      className={css.tabs ?? ""}
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => {
        const tab = tabs.find((known) => known.id === key);
        if (tab) onSelect?.(tab.id);
      }}
    >
      <TabList aria-label={label} className={css.list ?? ""}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className={css.tab ?? ""}>
            {/* The space is heard: "Claims 3", not "Claims3". */}
            {tab.text} {tab.count === undefined ? null : <span className={css.count}>{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={css.panel ?? ""}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
