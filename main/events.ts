import type { BackendEvent } from "../app/contract/events.ts";

/** Tells everybody who listens; a listener that throws harms no other. */
export interface Events {
  emit(event: BackendEvent): void;
  subscribe(listener: (event: BackendEvent) => void): () => void;
}

export function makeEvents(onError: (error: unknown) => void): Events {
  const listeners = new Set<(event: BackendEvent) => void>();
  return {
    emit(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
