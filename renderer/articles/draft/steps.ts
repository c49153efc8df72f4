import { create } from "zustand";

/** Edits of a draft that can be taken back, and those that were: ids of steps, the newest last. */
export interface Steps {
  done: readonly string[];
  undone: readonly string[];
}

const none: Steps = { done: [], undone: [] };

/** Steps that are remembered of each draft; what came before them stays as it is. */
const remembered = 200;

const useAll = create<{ of: Record<string, Steps> }>()(() => ({ of: {} }));

const change = (draft: string, next: (steps: Steps) => Steps): void =>
  useAll.setState(({ of }) => ({ of: { ...of, [draft]: next(of[draft] ?? none) } }));

export const stepsOf = (draft: string): Steps => useAll.getState().of[draft] ?? none;

/** Something was done: what had been taken back before cannot be done again. */
export const didStep = (draft: string, step: string): void =>
  change(draft, ({ done }) => ({ done: [...done, step].slice(-remembered), undone: [] }));

/** A step was taken back or done again. */
export const turnedStep = (draft: string, step: string): void =>
  change(draft, ({ done, undone }) =>
    done.includes(step)
      ? { done: done.filter((each) => each !== step), undone: [...undone, step] }
      : { done: [...done, step], undone: undone.filter((each) => each !== step) },
  );
