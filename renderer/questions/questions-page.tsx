import { EmptyState } from "../ui/index.ts";

export function QuestionsPage() {
  return <EmptyState title="" />;
}
