import { useEffect, useEffectEvent, useState } from "react";

/** How long typing rests before a list is filtered by it, in ms. */
const rest = 140;

/** What is typed shows at once and counts a moment later; a change from elsewhere (a chip taken away) shows here too. */
export function useTyped(value: string, take: (value: string) => void): [string, (value: string) => void] {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  const settle = useEffectEvent((text: string) => {
    if (text !== value) take(text);
  });
  useEffect(() => {
    const timer = setTimeout(() => settle(typed), rest);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped];
}
