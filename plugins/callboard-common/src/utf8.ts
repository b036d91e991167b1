/** The length of a text in UTF-8, in bytes. @public */
export function getUtf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
