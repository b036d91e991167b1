/** Truncates a text to at most `most` UTF-16 units, without splitting a surrogate pair. */
export function cutText(text: string, most: number): string {
  // Databases reject lone surrogates.
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
