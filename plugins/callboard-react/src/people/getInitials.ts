/** One or two initials of a name. */
export function getInitials(name: string): string {
  const words = name
    .replace(/^.*[:/]/, '')
    .split(/[\s._-]+/)
    .filter(Boolean);
  const letters =
    words.length > 1 ? [words[0], words[words.length - 1]] : words.slice(0, 1);
  return letters.map(word => [...word][0].toLocaleUpperCase()).join('') || '?';
}
