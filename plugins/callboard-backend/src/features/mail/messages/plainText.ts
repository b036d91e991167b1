import { cutText } from '../../../database/cutText';

/**
 * Invisible or misleading characters: controls except tab and newline, direction marks,
 * zero-width characters and lone surrogates.
 */
const MISLEADING =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/** Multi-line user text without misleading characters. */
export function sanitiseMailText(text: string, maxLength: number): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(MISLEADING, '').trim();
  return cut(clean, maxLength);
}

/** User text in one line, without misleading characters. */
export function sanitiseMailLine(text: string, maxLength: number): string {
  const clean = text.replace(/\s+/gu, ' ').replace(MISLEADING, '').trim();
  return cut(clean, maxLength);
}

function cut(text: string, maxLength: number): string {
  return text.length > maxLength
    ? `${cutText(text, maxLength - 1).trimEnd()}…`
    : text;
}
