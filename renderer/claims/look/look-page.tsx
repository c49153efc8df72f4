import { EmptyState } from "../../ui/index.ts";

export function LookPage() {
  return <EmptyState title="" />;
}
