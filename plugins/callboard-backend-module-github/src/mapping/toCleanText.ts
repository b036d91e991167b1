import { cleanText } from '@callboard/plugin-callboard-common';

/**
 * Removes the characters of a text that Callboard rejects, and truncates it; null if no visible
 * character is left.
 */
export function toCleanText(
  value: string | null | undefined,
  max: number,
): string | null {
  const clean =
    value && cleanText(cleanText(value).normalize('NFC').slice(0, max));
  return clean?.trim() ? clean : null;
}
