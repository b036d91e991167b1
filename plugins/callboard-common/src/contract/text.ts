import { z } from 'zod';

/** The length of a text in UTF-8, in bytes. @public */
export function getUtf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** An email address, whose domain may have letters of any script (RFC 5890). @public */
export const emailPattern =
  /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+\p{L}[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}]$/u;

/** C0 and C1 without tab and line breaks, bidirectional controls, and zero-width characters. */
const FORBIDDEN =
  /(?![\t\n\r])[\p{Cc}\p{Bidi_Control}\u180e\u200b\u2060-\u206f\ufeff]/u;

/** A U+200D that does not join letters or emoji, or a U+200C that does not separate letters. */
const STRAY_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d|\u200d(?![\p{L}\p{Extended_Pictographic}])|(?<![\p{L}\p{M}])\u200c|\u200c(?!\p{L})/u;

const LONE_SURROGATE = /\p{Surrogate}/u;

const invalid = new RegExp(
  `${FORBIDDEN.source}|${STRAY_JOINER.source}|${LONE_SURROGATE.source}`,
  'u',
);

const everyInvalid = new RegExp(invalid.source, 'gu');

/**
 * Explains why Callboard rejects a text; undefined if it is valid. Control characters, lone
 * surrogates and invisible characters are rejected.
 *
 * @public
 */
export function findTextProblem(text: string): string | undefined {
  const [invalidText] = invalid.exec(text) ?? [];
  if (invalidText === undefined) return undefined;
  return LONE_SURROGATE.test(invalidText)
    ? 'must not contain lone surrogates'
    : `must not contain U+${invalidText
        .charCodeAt(0)
        .toString(16)
        .toUpperCase()
        .padStart(4, '0')}`;
}

/** Removes from a text of another system the characters that Callboard rejects. @public */
export function cleanText(text: string): string {
  return text.replace(everyInvalid, '');
}

function toLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function createStoredTextSchema() {
  return z.string().check(({ value, issues }) => {
    const message = findTextProblem(value);
    if (message) issues.push({ code: 'custom', message, input: value });
  });
}

const formatTooLong = (max: number) => `must have at most ${max} characters`;

const isVisible = (text: string) => text.trim() !== '';

/** Text of several lines, at most `max` characters. @public */
export function createMultiLineTextSchema(max: number) {
  return createStoredTextSchema()
    .overwrite(text => text.normalize('NFC'))
    .max(max, formatTooLong(max));
}

/** Text of several lines with at least one visible character. @public */
export function createRequiredTextSchema(max: number) {
  return createMultiLineTextSchema(max).refine(isVisible, 'must not be empty');
}

/** Text of one line, at most `max` characters: trimmed, with single spaces. @public */
export function createSingleLineTextSchema(max: number) {
  return createStoredTextSchema()
    .overwrite(toLine)
    .max(max, formatTooLong(max));
}

/** Text of one line that matches a pattern, such as a code: trimmed, with single spaces. @public */
export function createPatternSchema(pattern: RegExp, message: string) {
  return createStoredTextSchema().overwrite(toLine).regex(pattern, message);
}

/** Text of one line with at least one visible character, such as a name. @public */
export function createRequiredLineSchema(max: number) {
  return createSingleLineTextSchema(max).refine(isVisible, 'must not be empty');
}
