import { EmptyState } from "../../ui/index.ts";

export function GradingPage() {
  return <EmptyState title="" />;
}
