/** The maximum number of users that one text can mention; later mentions are ignored. @public */
export const MAX_MENTIONS = 50;

/** A mention of a user in a text. @public */
export interface Mention {
  /** A lower-case User reference. The User need not exist. */
  user_ref: string;
  /** The index of the `@`. */
  start: number;
  /** The index after the last character. */
  end: number;
}

const namespace = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const name = '[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?';

/**
 * Matches `@jane` and `@user:default/jane`. Does not match `\@jane`, email addresses, or a name
 * after a slash, which can be part of a profile's URL.
 */
const mentionPattern = new RegExp(
  `(?<![\\w/\\\\.@])@(?:user:(${namespace})/)?(${name})(?![\\w@/-]|[.:]\\w)`,
  'gi',
);

/**
 * Finds the users that a Markdown text mentions, in text order; code is ignored. `@jane` is short
 * for `@user:default/jane`: both mean the same User, even if the User's display name changes.
 *
 * @public
 */
export function parseMentions(markdown: string): Mention[] {
  return [...blankCode(markdown).matchAll(mentionPattern)].map(match => ({
    user_ref: `user:${match[1] ?? 'default'}/${match[2]}`.toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The shortest text that mentions a user. @public */
export function formatMention(user_ref: string): string {
  return `@${user_ref.replace(/^user:default\//, '')}`;
}

/** Replaces code with the same number of spaces. */
function blankCode(markdown: string): string {
  return blankSpans(blankBlocks(markdown));
}

// The flag `s` lets `.` match any character after the fence. Without it, a failing match would try
// every length of the run of fence characters.
const fenceLine =
  /^([\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(`{3,}|~{3,})(.*)$/s;

/** Blanks the blocks between ``` or ~~~. */
function blankBlocks(markdown: string): string {
  let fence: { delimiter: string; isQuoted: boolean } | undefined;
  return markdown
    .split('\n')
    .map(line => {
      const isQuoted = /^\s*>/.test(line);
      if (fence?.isQuoted && !isQuoted) {
        fence = undefined;
      }
      const [, , delimiter, infoString] = fenceLine.exec(line) ?? [];
      if (!fence) {
        // Backticks with another backtick later in the line begin a code span, not a block.
        if (delimiter && !(delimiter[0] === '`' && infoString.includes('`'))) {
          fence = { delimiter, isQuoted };
          return blank(line);
        }
        return line;
      }
      if (delimiter?.startsWith(fence.delimiter) && infoString.trim() === '') {
        fence = undefined;
      }
      return blank(line);
    })
    .join('\n');
}

/** Blanks the text between two equally long runs of backticks in a paragraph. */
function blankSpans(markdown: string): string {
  return markdown
    .split(/(\n[ \t\r]*\n)/)
    .map(paragraph => {
      const runs = [...paragraph.matchAll(/`+/g)].map(({ 0: run, index }) => {
        const end = index + run.length;
        // An escaped backtick begins no code span, but within one, backslashes are literal.
        const start = isEscaped(paragraph, index) ? index + 1 : index;
        return { start, end, closingLength: run.length };
      });
      const closing = findClosingRuns(runs);
      let blanked = '';
      let end = 0;
      for (let opening = 0; opening < runs.length; opening += 1) {
        const close = closing[opening];
        if (close !== undefined) {
          const { start } = runs[opening];
          blanked += paragraph.slice(end, start);
          end = runs[close].end;
          blanked += blank(paragraph.slice(start, end));
          opening = close;
        }
      }
      return blanked + paragraph.slice(end);
    })
    .join('');
}

/** Whether an odd number of backslashes precedes a character. */
function isEscaped(text: string, index: number): boolean {
  let start = index;
  while (text[start - 1] === '\\') {
    start -= 1;
  }
  return (index - start) % 2 === 1;
}

/** For each run, finds the index of the next run that closes its code span, in a single pass. */
function findClosingRuns(
  runs: ReadonlyArray<{ start: number; end: number; closingLength: number }>,
): Array<number | undefined> {
  const closing: Array<number | undefined> = [];
  const nextByLength = new Map<number, number>();
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const { start, end, closingLength } = runs[index];
    closing[index] = nextByLength.get(end - start);
    nextByLength.set(closingLength, index);
  }
  return closing;
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}
