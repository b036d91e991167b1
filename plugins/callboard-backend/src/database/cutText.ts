/** Truncates a text to at most `maxLength` UTF-16 units, without splitting a surrogate pair. */
export function cutText(text: string, maxLength: number): string {
  // Databases reject lone surrogates.
  return text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '');
}
