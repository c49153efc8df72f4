/**
 * A name as it is shown: what in it would turn, hide or move the text around it stands there as its code (`\u202e`), so
 * that a name is read in the order in which it is written. What it is called on disk is the name without this.
 */
export const shownName = (name: string): string =>
  name
    .toWellFormed()
    .replaceAll(
      /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
