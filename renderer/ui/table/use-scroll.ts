import { type RefObject, useEffect, useLayoutEffect, useState } from "react";

import { windowSize } from "./window.ts";

interface Scrolled {
  /** Of what is in sight, in px; `bar` is the scrollbar's width. */
  size: { width: number; height: number; bar: number };
  /** How far it is scrolled, in px. */
  top: number;
  setTop: (top: number) => void;
  /** The same once the scrollbar rests: what it is flung past nobody will look at, and is not read. */
  settled: number;
}

/** How large the scroller of a table is and how far it is scrolled. */
export function useScroll(scroller: RefObject<HTMLElement | null>, first: number, rowHeight: number): Scrolled {
  const [size, setSize] = useState({ width: 1000, height: 600, bar: 0 });
  const [top, setTop] = useState(first);
  const [settled, setSettled] = useState(first);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height, offsetWidth } = element;
      const bar = offsetWidth - width;
      setSize((last) =>
        last.width === width && last.height === height && last.bar === bar ? last : { width, height, bar },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  if (top !== settled && Math.abs(top - settled) < windowSize * rowHeight) setSettled(top);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(top), 70);
    return () => clearTimeout(timer);
  }, [top]);

  return { size, top, setTop, settled };
}
