/** Where an article came from, as one path: the file's, and within it that of the member (`archive.zip/2025/report.html`). */
export const shownPath = ({ path, member }: { readonly path: string; readonly member: string | null }): string =>
  member === null ? path : `${path}/${member}`;
