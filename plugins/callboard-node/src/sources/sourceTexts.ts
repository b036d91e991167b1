import { cleanText, getLinkKind } from '@callboard/plugin-callboard-common';
import type { z } from 'zod';

/**
 * Converts a text of a source to a text that Callboard accepts: removes the characters that
 * Callboard rejects, normalises the others to NFC, and truncates the text. Returns null if only
 * white space is left.
 *
 * @public
 */
export function toCleanText(
  value: string | null | undefined,
  max: number,
): string | null {
  const clean =
    value && cleanText(cleanText(value).normalize('NFC').slice(0, max));
  return clean?.trim() ? clean : null;
}

/**
 * Converts a Markdown text of a source as `toCleanText` does. A text that is too long ends with a
 * link to the original.
 *
 * @param options - `max`: the maximum length of the result; `url`: the page of the original
 * @public
 */
export function toCleanMarkdown(
  value: string | null | undefined,
  { max, url }: { max: number; url: string | null },
): string | null {
  const whole = toCleanText(value, Number.MAX_SAFE_INTEGER);
  if (!whole || whole.length <= max) {
    return whole;
  }
  const end = url ? `…\n\n[${url}](${url})` : '…';
  return `${toCleanText(whole, max - end.length) ?? ''}${end}`;
}

/**
 * Returns a URL if Callboard accepts it as a link; null otherwise, for example if the URL does not
 * use HTTPS.
 *
 * @public
 */
export function toWebLink(url: string): string | null {
  return getLinkKind(url) === 'external' ? url : null;
}

/** Names the first invalid field of a response, and the problem. @internal */
export function explainParseError({ issues }: z.ZodError): string {
  const [{ path, message }] = issues;
  return `${path.join('.')}: ${message}`;
}
