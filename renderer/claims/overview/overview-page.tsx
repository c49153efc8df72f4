import { EmptyState } from "../../ui/index.ts";

export function OverviewPage() {
  return <EmptyState title="" />;
}
