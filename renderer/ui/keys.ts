import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";

import { type Barred, useBarred } from "./changes.ts";

/** What a key does. Answering `false` lets the key go on to others. */
export type KeyAction = (event: KeyboardEvent) => unknown;
interface Bound {
  run: KeyAction;
  /** What it is called on the key sheet; without it, it is not listed. */
  label?: string;
  /** True: it changes the case; where the case can only be read it says so instead. */
  changes?: boolean;
}
export type KeyBindings = Record<string, KeyAction | Bound>;

export interface KeyOptions {
  enabled?: boolean;
  /** Acts also while a text field has the focus (only for keys that type nothing, such as F3 or Escape). */
  inFields?: boolean;
  /** Acts also while a dialog is open: for bindings that the dialog itself makes. */
  inDialogs?: boolean;
  /** The heading on the key sheet. */
  group?: string;
}

interface Entry {
  bindings: KeyBindings;
  options: KeyOptions;
  barred: Barred | null;
}

/** Bindings in force; the newest is asked first, so that a page overrules the frame. */
const entries: { current: Entry }[] = [];
const watchers = new Set<() => void>();
let version = 0;
let pending: { prefix: string; until: number } | null = null;
/** How long the second key of "g l" may take, in ms. */
const sequencePause = 1500;

/**
 * Binds keys to actions while the component stands.
 *
 * A binding is written `"c"`, `"shift+n"`, `"mod+z"` (Ctrl, on a Mac ⌘), `"alt+1"`, `"Enter"`, `"g l"` (one after the
 * other). Letters go by what was typed where that is Latin, else by the place of the key, so an Arabic layout needs no
 * bindings of its own; digits accept ١ and ۱. Single keys never act while a text field has the focus or a dialog is open.
 */
export function useKeys(bindings: KeyBindings, options: KeyOptions = {}): void {
  const barred = useBarred();
  const entry = useRef<Entry>({ bindings, options, barred });
  useLayoutEffect(() => {
    entry.current = { bindings, options, barred };
  });
  const names = Object.keys(bindings).join(" ") + String(options.enabled ?? true);
  useEffect(() => {
    const mine = entry;
    entries.push(mine);
    if (entries.length === 1) {
      window.addEventListener("keydown", onKeyDown);
      window.addEventListener("keydown", onModEnter, { capture: true });
    }
    changed();
    return () => {
      entries.splice(entries.indexOf(mine), 1);
      if (entries.length === 0) {
        window.removeEventListener("keydown", onKeyDown);
        window.removeEventListener("keydown", onModEnter, { capture: true });
      }
      changed();
    };
  }, []);
  useEffect(changed, [names]);
}

function changed(): void {
  version += 1;
  for (const watcher of watchers) watcher();
}

function useVersion(): void {
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => version,
  );
}

/** Something that a key does now, as the command palette offers it. */
export interface KeyedAction {
  group: string;
  label: string;
  /** Every key that does it. */
  keys: readonly string[];
  /** Does it as its key would; where the case can only be read and it would change it, says so instead. */
  run: () => void;
}

/** The labelled actions in force, each once, those of the page before those of the frame. */
export function useKeyedActions(): KeyedAction[] {
  useVersion();
  const actions = new Map<string, { group: string; label: string; keys: string[]; run: () => void }>();
  for (const { current } of entries.toReversed()) {
    if (current.options.enabled === false || current.options.inDialogs === true) continue;
    const group = current.options.group ?? "";
    for (const [key, action] of Object.entries(current.bindings)) {
      if (typeof action === "function" || action.label === undefined) continue;
      const name = `${group} ${action.label}`;
      const known = actions.get(name);
      if (known) known.keys.push(key);
      else {
        const { barred } = current;
        const run = action.changes && barred ? barred.say : action.run;
        actions.set(name, {
          group,
          label: action.label,
          keys: [key],
          run: () => void run(new KeyboardEvent("keydown", { key: key.split(" ").at(-1) ?? key, cancelable: true })),
        });
      }
    }
  }
  return [...actions.values()];
}

/** The labelled keys in force now, by group, for the key sheet. */
export function useKeyList(): { group: string; keys: { key: string; label: string }[] }[] {
  useVersion();
  const groups = new Map<string, { key: string; label: string }[]>();
  for (const { current } of entries) {
    if (current.options.enabled === false) continue;
    for (const [key, action] of Object.entries(current.bindings)) {
      const label = typeof action === "function" ? undefined : action.label;
      if (label === undefined) continue;
      const group = current.options.group ?? "";
      const list = groups.get(group) ?? [];
      if (!list.some((known) => known.label === label && known.key === key)) list.push({ key, label });
      groups.set(group, list);
    }
  }
  return [...groups].map(([group, keys]) => ({ group, keys }));
}

/** Events of which the bindings were asked already, and wanted nothing. */
const asked = new WeakSet<Event>();

/** Ctrl+Enter ends a dialog or a page's work from wherever one is: a button with the focus would take it for its press. */
function onModEnter(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  // Fields hear of it first: what was typed there is part of that work.
  if (event.target instanceof Element && isTextField(event.target)) return;
  onKeyDown(event);
  if (event.defaultPrevented) event.stopPropagation();
  else asked.add(event);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || asked.has(event) || event.isComposing || isModifier(event.key)) return;
  // When it was pressed, not when a busy page came round to it.
  const now = event.timeStamp;
  const prefix = pending && pending.until > now ? pending.prefix : null;
  pending = null;
  if (
    prefix !== null &&
    act(event, (binding) => binding.startsWith(`${prefix} `) && matches(binding.slice(prefix.length + 1), event))
  ) {
    return;
  }
  if (act(event, (binding) => !binding.includes(" ") && matches(binding, event))) return;
  // The first key of a sequence acts only by itself where nothing else is bound to it.
  for (const { current } of entries) {
    if (!allowed(current.options, event)) continue;
    const start = Object.keys(current.bindings).find(
      (b) => b.includes(" ") && matches(b.slice(0, b.indexOf(" ")), event),
    );
    if (start !== undefined) {
      pending = { prefix: start.slice(0, start.indexOf(" ")), until: now + sequencePause };
      event.preventDefault();
      return;
    }
  }
}

function act(event: KeyboardEvent, fits: (binding: string) => boolean): boolean {
  for (const { current } of entries.toReversed()) {
    if (!allowed(current.options, event)) continue;
    for (const [binding, action] of Object.entries(current.bindings)) {
      if (!fits(binding)) continue;
      const bound: Bound = typeof action === "function" ? { run: action } : action;
      const run = bound.changes && current.barred ? current.barred.say : bound.run;
      if (run(event) === false) continue;
      event.preventDefault();
      return true;
    }
  }
  return false;
}

function allowed(options: KeyOptions, event: KeyboardEvent): boolean {
  if (options.enabled === false) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (options.inDialogs !== true && isDialogOpen()) return false;
  if (target && isTextField(target)) return options.inFields === true || actsInField(event);
  // Lists and menus search by what is typed.
  if (target?.closest('[role="menu"],[role="listbox"]') && isPlain(event)) return false;
  return true;
}

/** Modified keys act in a text field too, but for those by which text itself is edited. */
function actsInField(event: KeyboardEvent): boolean {
  if (isPlain(event) || event.getModifierState("AltGraph")) return /^F\d+$/u.test(event.key);
  if (event.altKey && !event.ctrlKey) return !isMac();
  return !/^(?:Key[ZYACXV]|Arrow|Home|End|Backspace|Delete)/u.test(event.code);
}

const isPlain = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey;
const isModifier = (key: string): boolean => ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock"].includes(key);

export const isMac = (): boolean => /Mac|iPhone|iPad/u.test(navigator.platform);

export function isTextField(element: Element): boolean {
  if (element instanceof HTMLInputElement) {
    return !["checkbox", "radio", "button", "submit", "reset", "range", "color", "file"].includes(element.type);
  }
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement
    ? true
    : element instanceof HTMLElement && element.isContentEditable;
}

/**
 * Whether a dialog, menu or popover stands above the page: dialogs of `renderer/ui` carry a mark, and all of them take
 * the rest of the page out of reach.
 */
export const isDialogOpen = (): boolean => document.querySelector("[data-modal-dialog], body > [inert]") !== null;

/** Whether a key event is what a binding names. */
export function matches(binding: string, event: KeyboardEvent): boolean {
  const parts = binding.split("+");
  // "mod++" names the plus key.
  const key = parts.at(-1) === "" ? "+" : (parts.at(-1) ?? "");
  const wanted = new Set(parts.slice(0, -1).filter(Boolean));
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  const other = isMac() ? event.ctrlKey : event.metaKey;
  // AltGr is how many layouts type signs: a sign typed by it is the sign, not a command.
  const typed = event.getModifierState("AltGraph");
  if (!typed && (mod !== wanted.has("mod") || event.altKey !== wanted.has("alt"))) return false;
  if (other !== wanted.has("ctrl") || (typed && (wanted.has("mod") || wanted.has("alt")))) return false;
  const fits = keyFits(key, event);
  if (!fits) return false;
  // A sign such as "?", or a digit, is typed with Shift on one layout and without it on another.
  return isSignOrDigit(key) || event.shiftKey === wanted.has("shift");
}

const isSignOrDigit = (key: string): boolean => key.length === 1 && !/[a-z]/iu.test(key);

/** Signs by the place they have on an American keyboard, for layouts whose own sign there is not Latin. */
const signCodes: Record<string, string> = {
  "/": "Slash",
  "[": "BracketLeft",
  "]": "BracketRight",
  ",": "Comma",
  ".": "Period",
  ";": "Semicolon",
  "'": "Quote",
  "-": "Minus",
  "=": "Equal",
};

function keyFits(key: string, event: KeyboardEvent): boolean {
  if (key.length > 1) return event.key === key || (key === "Space" && event.key === " ");
  const typed = latinDigit(event.key);
  if (typed.toLowerCase() === key.toLowerCase()) return true;
  if (key === "?" && event.key === "؟") return true;
  // Alt types other signs on a Mac, and Ctrl may hide the letter: then the place of the key decides, as for layouts
  // whose letters are not Latin.
  const isLatin = typed.length === 1 && typed.charCodeAt(0) < 128;
  if (isLatin) return false;
  if (/[a-z]/iu.test(key)) return event.code === `Key${key.toUpperCase()}`;
  if (/\d/u.test(key)) return event.code === `Digit${key}` || event.code === `Numpad${key}`;
  return signCodes[key] !== undefined && event.code === signCodes[key] && !event.shiftKey;
}

/** "٣" and "۳" are "3". */
export function latinDigit(key: string): string {
  const code = key.charCodeAt(0);
  if (key.length === 1 && code >= 0x0660 && code <= 0x0669) return String(code - 0x0660);
  if (key.length === 1 && code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0);
  return key;
}
