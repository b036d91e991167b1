import { cleanText } from '@callboard/plugin-callboard-common';

/** A text without characters that Callboard rejects; null without a visible character. */
export function toCleanText(
  value: string | null | undefined,
  max: number,
): string | null {
  const clean =
    value && cleanText(cleanText(value).normalize('NFC').slice(0, max));
  return clean?.trim() ? clean : null;
}
