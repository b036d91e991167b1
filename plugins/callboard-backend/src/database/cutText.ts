/** The beginning of a text, of at most so many UTF-16 units and well-formed. */
export function cutText(text: string, most: number): string {
  // Half of a pair is nothing that a database would store.
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
