/** The levels of a tag's path, outermost first, without white space around them. */
export const splitPath = (path: string): string[] => path.split("/").map((level) => level.trim());
