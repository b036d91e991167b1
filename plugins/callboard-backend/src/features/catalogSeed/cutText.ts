/** At most the first `max` characters of a text, none of them cut in half. */
export function cutText(text: string, max: number): string {
  return text.slice(0, max).replace(/\p{Cs}$/u, '');
}
