/**
 * Text as both databases can hold it, without NUL and half characters; null
 * without a visible character.
 */
export function textOf(
  value: string | null | undefined,
  max: number,
): string | null {
  const clean = value
    ?.replace(/\0/g, '')
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '');
  return clean?.trim() ? clean : null;
}
