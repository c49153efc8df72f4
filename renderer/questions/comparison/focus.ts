/** Gives the focus to the place in the comparison that it was left at. */
export const focusComparison = (): void =>
  document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus({ preventScroll: true });
