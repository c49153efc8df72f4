import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import {
  Dialog as AriaDialog,
  DialogTrigger,
  Heading,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  Modal,
  ModalOverlay,
  type Placement,
  Popover as AriaPopover,
  Separator,
} from "react-aria-components";

import { useText } from "../i18n/index.ts";
import { IconButton } from "./button.tsx";
import { useBarred } from "./changes.ts";
import { Kbd } from "./kbd.tsx";
import { useKeys } from "./keys.ts";

import css from "./overlays.module.css";

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot, the deciding one last. */
  actions?: ReactNode;
  width?: "small" | "medium" | "large";
  /** True: a click outside does not close it. */
  isFirm?: boolean;
  role?: "dialog" | "alertdialog";
  /** True: it is there to be read, and may hold nothing that takes the focus: then it is scrolled by keys itself. */
  isText?: boolean;
}

/** A dialog above everything; Escape or a click outside closes it. Single-key commands rest while it is open. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  width = "medium",
  isFirm = false,
  role = "dialog",
  isText = false,
}: DialogProps) {
  const t = useText("ui");
  // What had the focus may have gone from the dialog; Escape still closes it then.
  useKeys(
    { Escape: () => (document.activeElement === document.body ? onClose() : false) },
    { enabled: isOpen, inDialogs: true },
  );
  return (
    <ModalOverlay
      className={css.scrim ?? ""}
      isOpen={isOpen}
      isDismissable={!isFirm}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      data-modal-dialog=""
    >
      <Modal className={css.modal ?? ""} data-width={width}>
        <AriaDialog className={css.dialog ?? ""} role={role}>
          <header className={css.header}>
            <Heading slot="title" className={css.title ?? ""}>
              {title}
            </Heading>
            <IconButton label={t("close")} keys="Escape" onPress={onClose}>
              <X aria-hidden />
            </IconButton>
          </header>
          {isText ? (
            // What scrolls is reached by keys; it holds nothing else to reach.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <section className={css.body} tabIndex={0} aria-label={title}>
              {children}
            </section>
          ) : (
            <div className={css.body}>{children}</div>
          )}
          {actions ? <footer className={css.footer}>{actions}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface PopoverProps {
  /** The button that opens it. */
  trigger: ReactElement;
  label: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  placement?: Placement;
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** Something more, beside the button that shows it. */
export function Popover({ trigger, label, children, placement = "bottom start", isOpen, onOpenChange }: PopoverProps) {
  return (
    <DialogTrigger {...(isOpen === undefined ? {} : { isOpen })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger}
      <AriaPopover className={css.popover ?? ""} placement={placement} offset={4}>
        <AriaDialog className={css.inner ?? ""} aria-label={label}>
          {({ close }) => (typeof children === "function" ? children(close) : children)}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  );
}

export interface MenuChoice {
  id: string;
  text: string;
  icon?: ReactNode;
  keys?: string;
  isDisabled?: boolean;
  tone?: "danger";
  /** True: it changes the case; where the case can only be read it is disabled, with the reason below. */
  changes?: boolean;
  /** A line above it. */
  separated?: boolean;
  onAction: () => void;
}

export interface MenuButtonProps {
  /** The button that opens it. */
  trigger: ReactElement;
  label: string;
  items: readonly MenuChoice[];
  placement?: Placement;
  /** True: all that it offers changes the case; its button, marked so too, then only says why it cannot be. */
  changes?: boolean;
}

/** A menu on a button. */
export function MenuButton({ trigger, label, items, placement = "bottom start", changes = false }: MenuButtonProps) {
  const barred = useBarred();
  if (changes && barred) return trigger;
  return (
    <MenuTrigger>
      {trigger}
      <AriaPopover className={css.popover ?? ""} placement={placement} offset={4}>
        <Menu label={label} items={items} />
      </AriaPopover>
    </MenuTrigger>
  );
}

/** The menu itself, for a place that opens it in its own way. */
export function Menu({ label, items }: { label: string; items: readonly MenuChoice[] }) {
  const barred = useBarred();
  const isBarred = (item: MenuChoice): boolean => barred !== null && item.changes === true;
  return (
    <AriaMenu
      aria-label={label}
      className={css.menu ?? ""}
      onAction={(id) => items.find((item) => item.id === id)?.onAction()}
      disabledKeys={items.filter((item) => item.isDisabled || isBarred(item)).map((item) => item.id)}
    >
      {items.flatMap((item) => [
        ...(item.separated ? [<Separator key={`${item.id}-line`} className={css.separator ?? ""} />] : []),
        <AriaMenuItem key={item.id} id={item.id} textValue={item.text} className={css.item ?? ""} data-tone={item.tone}>
          <span className={css.itemIcon}>{item.icon}</span>
          <span className={css.itemText}>
            {item.text}
            {isBarred(item) ? <span className={css.itemWhy}>{barred?.why}</span> : null}
          </span>
          {item.keys ? <Kbd keys={item.keys} /> : null}
        </AriaMenuItem>,
      ])}
    </AriaMenu>
  );
}
