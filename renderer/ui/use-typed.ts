import { useEffect, useRef, useState } from "react";

/** How long typing rests before a list is filtered by it, in ms. */
const rest = 140;

/** What is typed shows at once and counts a moment later; a change from elsewhere (a chip taken away) shows here too. */
export function useTyped(value: string, take: (value: string) => void): [string, (value: string) => void] {
  const [typed, setTyped] = useState(value);
  const known = useRef(value);
  const taker = useRef(take);
  taker.current = take;
  if (known.current !== value) {
    known.current = value;
    if (typed !== value) setTyped(value);
  }
  useEffect(() => {
    if (typed === known.current) return;
    const timer = setTimeout(() => {
      known.current = typed;
      taker.current(typed);
    }, rest);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped];
}
