// In Unicode mode \p{Surrogate} matches only surrogates without their partner.
const unstorable =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\p{Surrogate}]/gu;

const lineBreak = /\r\n?/g;

/**
 * Removes characters that files cannot contain: control characters, lone surrogates, U+FFFE and
 * U+FFFF; a line break becomes a single LF.
 */
export function removeUnprintable(text: string): string {
  return text.replace(unstorable, '').replace(lineBreak, '\n');
}
