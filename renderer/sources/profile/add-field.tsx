import { Plus } from "lucide-react";
import { useRef, useState } from "react";

import { Button, TextField } from "../../ui/index.ts";

/** A button that becomes a field; what is typed is added by leaving it or by Enter, so that it is added once. */
export function AddField({
  label,
  onAdd,
  maxLength,
  dir = "auto",
}: {
  label: string;
  onAdd: (text: string) => void;
  maxLength: number;
  dir?: "auto" | "ltr";
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const wasKeyed = useRef(false);
  const end = (text: string): void => {
    setTyped(null);
    if (text.trim() !== "") onAdd(text.trim());
    // Left by a key, the focus goes back to the button; left by the pointer, to where that went.
    if (wasKeyed.current) requestAnimationFrame(() => place.current?.querySelector("button")?.focus());
    wasKeyed.current = false;
  };
  return (
    <div ref={place}>
      {typed === null ? (
        <Button small changes tone="quiet" icon={<Plus aria-hidden />} onPress={() => setTyped("")}>
          {label}
        </Button>
      ) : (
        <TextField
          label={label}
          hideLabel
          value={typed}
          onChange={setTyped}
          placeholder={label}
          autoFocus
          maxLength={maxLength}
          dir={dir}
          onBlur={() => end(typed)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== "Escape") return;
            wasKeyed.current = true;
            if (event.key === "Escape") end("");
            else if (event.target instanceof HTMLElement) event.target.blur();
          }}
        />
      )}
    </div>
  );
}
