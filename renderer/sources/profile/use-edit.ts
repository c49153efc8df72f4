import type { Input } from "../../../app/contract/index.ts";
import { useChange } from "../../data/queries.ts";
import { notifyFailure } from "../../ui/index.ts";

export type SourceChange = Omit<Input<"sources.edit">, "id">;

/** Changes what is known of a source; what is wrong with it is told in passing. */
export function useEdit(id: string): (change: SourceChange) => void {
  const edit = useChange("sources.edit");
  return (change) => edit.mutate({ id, ...change }, { onError: notifyFailure });
}

export const orNull = (text: string): string | null => (text === "" ? null : text);
