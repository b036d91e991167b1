const dangerous = /^'*[=+\-@\t\r]/;
const neutralised = /^'+[=+\-@\t\r]/;

/**
 * Makes a text safe to open in a spreadsheet: one that would be taken for a
 * formula gets one more `'` in front, every other is returned as it is.
 *
 * Apostrophes already there count as part of such a text. Without that,
 * `'=1` and the neutralised `=1` would look the same and could not be told
 * apart when read back.
 *
 * Source: OWASP, CSV Injection.
 */
export function neutralise(text: string): string {
  return dangerous.test(text) ? `'${text}` : text;
}

/**
 * The text that `neutralise` was given: strips exactly one `'`, and only from
 * what `neutralise` would have put it in front of.
 */
export function restore(text: string): string {
  return neutralised.test(text) ? text.slice(1) : text;
}
