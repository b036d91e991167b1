/** How many bytes a text takes as UTF-8. @public */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
