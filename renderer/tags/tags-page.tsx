import { EmptyState } from "../ui/index.ts";

export function TagsPage() {
  return <EmptyState title="" />;
}
