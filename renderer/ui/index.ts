/** The kit: what every page is built of. */
export {
  type Axis,
  credibilityValues,
  GradeBadge,
  type GradeBadgeProps,
  reliabilityValues,
  useGradeWords,
} from "./grade-badge.tsx";
export { Button, type ButtonProps, IconButton, type IconButtonProps } from "./button.tsx";
export { type Bar, BarList, type BarListProps } from "./bar-list.tsx";
export { CellText } from "./cell-text.tsx";
export { ColumnChart, type ColumnChartProps } from "./column-chart.tsx";
export { type Column, DataTable, type DataTableProps, type TableSort, type TableWindow } from "./data-table.tsx";
export {
  Checkbox,
  type CheckboxProps,
  type Choice,
  SearchField,
  type SearchFieldProps,
  Select,
  type SelectProps,
  TextField,
  type TextFieldProps,
} from "./fields.tsx";
export { Kbd, nameKey } from "./kbd.tsx";
export {
  isDialogOpen,
  isMac,
  isTextField,
  type KeyBindings,
  type KeyedAction,
  latinDigit,
  matches,
  useKeyedActions,
  useKeyList,
  useKeys,
} from "./keys.ts";
export { type Notice, Notices, notify, notifyDone, notifyFailure, outdateUndo, type TakingBack } from "./notices.tsx";
export {
  Dialog,
  type DialogProps,
  Menu,
  MenuButton,
  type MenuButtonProps,
  type MenuChoice,
  Popover,
  type PopoverProps,
} from "./overlays.tsx";
export { type Barred, ChangesContext, useBarred } from "./changes.ts";
export { ChosenBar, Page, PageBar, PageSide } from "./page.tsx";
export { useReasonWords } from "./reason-words.ts";
export { ShareTrack } from "./share-track.tsx";
export { type Pane, SplitPanes } from "./split-panes.tsx";
export { EmptyState, ErrorNotice, explainFailure, ProgressBar, toFailure } from "./states.tsx";
export type { TableSection } from "./table/sections.ts";
export { PlacesContext, useFolds, useTableLayout } from "./table/places.ts";
export { type TabChoice, Tabs } from "./tabs.tsx";
export { TagChip } from "./tag-chip.tsx";
export { TagMark } from "./tag-mark.tsx";
export { Tooltip } from "./tooltip.tsx";
