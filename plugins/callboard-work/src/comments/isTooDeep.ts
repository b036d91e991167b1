/** More levels of quotes and lists in a line than any real text has. */
const TOO_DEEP = /^(?:[ \t]{0,8}(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){40}/m;

/**
 * Whether a Markdown text is nested so deeply that laying it out would take
 * seconds, or overflow the stack.
 */
export function isTooDeep(markdown: string): boolean {
  return TOO_DEEP.test(markdown);
}
