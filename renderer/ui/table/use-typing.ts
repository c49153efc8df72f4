import { type KeyboardEvent, useRef } from "react";

import { matches } from "../keys.ts";

/** Keys that keep their meaning in a list with type-ahead. */
const isCommand = (key: string): boolean => ["?", "؟", "/"].includes(key);
/** Milliseconds that the second key of the way to another page ("g c") may take, as in `keys.ts`. */
const wayPause = 1500;
/** Milliseconds after which a letter begins another word. */
const wordPause = 900;

export interface Typing {
  /** Whether a word is being typed, of which a space may be part. */
  isGoingOn: () => boolean;
  /** Takes a key that belongs to a word. @returns the word so far, null for any other key */
  take: (event: KeyboardEvent) => string | null;
}

/** What is typed on a list to find a row by its beginning. */
export function useTyping(): Typing {
  const typed = useRef({ text: "", at: 0 });
  const wayAt = useRef(0);
  const isGoingOn = (): boolean => Date.now() - typed.current.at < wordPause;

  /** "g" begins the way to another page unless a word goes on; the key after it ends it. */
  function isWay(event: KeyboardEvent): boolean {
    const isSecond = Date.now() - wayAt.current < wayPause;
    const isFirst = !isSecond && !isGoingOn() && matches("g", event.nativeEvent);
    wayAt.current = isFirst ? Date.now() : 0;
    return isFirst || isSecond;
  }
  return {
    isGoingOn,
    take: (event) => {
      if (event.ctrlKey || event.metaKey || event.key.length !== 1 || isCommand(event.key) || isWay(event)) return null;
      typed.current = { text: isGoingOn() ? typed.current.text + event.key : event.key, at: Date.now() };
      return typed.current.text;
    },
  };
}
