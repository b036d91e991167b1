const dangerous = /^'*[=+\-@\t\r]/;
const neutralised = /^'+[=+\-@\t\r]/;

/**
 * Makes a text safe to open in a spreadsheet: a text that looks like a formula gets one more `'` in
 * front, every other is returned unchanged.
 *
 * Existing apostrophes count as part of such a text. Otherwise, `'=1` and the neutralised `=1`
 * would be indistinguishable when read back.
 *
 * Source: OWASP, CSV Injection.
 */
export function neutralise(text: string): string {
  return dangerous.test(text) ? `'${text}` : text;
}

/**
 * The inverse of `neutralise`: strips exactly one `'`, and only where `neutralise` would have added
 * it.
 */
export function restore(text: string): string {
  return neutralised.test(text) ? text.slice(1) : text;
}
