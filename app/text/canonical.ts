/**
 * The working text of an article: decoded text without its byte order mark and with LF line ends.
 * One leading U+FEFF is stripped, CRLF and lone CR become LF, nothing else changes (domain.md,
 * "Arabic and mixed text"). Every hash and every offset counts in the result.
 */
export function toWorkingText(decoded: string): string {
  const text = decoded.charCodeAt(0) === 0xfeff ? decoded.slice(1) : decoded;
  return text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
}
