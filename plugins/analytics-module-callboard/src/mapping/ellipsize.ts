/**
 * The first `max` UTF-16 units of a text, without splitting a surrogate pair, with an ellipsis if
 * truncated.
 */
export function ellipsize(text: string, max: number): string {
  if (text.length <= max) {
    return text;
  }
  const start = text.slice(0, max - 1);
  const half = /[\uD800-\uDBFF]$/.test(start);
  return `${half ? start.slice(0, -1) : start}…`;
}
