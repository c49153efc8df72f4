import type { ReasonCode } from "../../app/sources/model.ts";
import { useText } from "../i18n/index.ts";

/** The words of a reason's code, in the interface's language: "others contradict it". */
export function useReasonWords(): (code: ReasonCode) => string {
  const t = useText("ui");
  return (code) => t(`reason.${code}`);
}
