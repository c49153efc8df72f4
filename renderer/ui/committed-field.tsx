import { useRef, useState } from "react";

import { useBarred } from "./changes.ts";
import { TextField, type TextFieldProps } from "./fields.tsx";

export interface CommittedFieldProps extends Omit<
  TextFieldProps,
  "value" | "onChange" | "onBlur" | "onKeyDown" | "inputRef"
> {
  value: string;
  /** What was typed, trimmed, once the field is left or Enter is pressed, and only where it differs. */
  onCommit: (value: string) => void;
  /** True: an emptied field goes back to what stood there. */
  isRequired?: boolean;
}

/**
 * A field that is saved by leaving it; Escape takes back what was typed. A change from elsewhere shows at
 * once. Where the case can only be read, so can the field.
 */
export function CommittedField({ value, onCommit, isRequired = false, ...rest }: CommittedFieldProps) {
  const isBarred = useBarred() !== null;
  const [known, setKnown] = useState(value);
  const [typed, setTyped] = useState(value);
  // Enter saves, and leaving the field right after it does not save again, even within the same press of the key.
  const sent = useRef<{ next: string; over: string } | null>(null);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  const commit = (): void => {
    const next = typed.trim();
    if (next === "" && isRequired) setTyped(value);
    else if (next !== value && !(sent.current?.next === next && sent.current.over === value)) {
      sent.current = { next, over: value };
      onCommit(next);
    }
  };
  return (
    <TextField
      {...rest}
      isReadOnly={isBarred}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        sent.current = null;
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (rest.lines ?? 1) === 1) commit();
        if (event.key === "Escape" && typed !== value) {
          event.stopPropagation();
          setTyped(value);
        }
      }}
    />
  );
}
