/** How many people one text can mention; the first ones count. @public */
export const MAX_MENTIONS = 50;

/** Where a text mentions somebody. @public */
export interface Mention {
  /** A lower-case User reference. Whether there is such a User is another question. */
  user_ref: string;
  /** The index of the `@`. */
  start: number;
  /** The index behind the last character. */
  end: number;
}

const part = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const name = '[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?';

/**
 * `@jane` and `@user:default/jane`, but neither mail addresses nor what follows a
 * slash, as in the address of a profile, nor `\@jane`.
 */
const mention = new RegExp(
  `(?<![\\w/\\\\.@])@(?:user:(${part})/)?(${name})(?![\\w@/-]|[.:]\\w)`,
  'gi',
);

/**
 * The people that a Markdown text mentions, in the order of the text; nobody in
 * code. `@jane` is short for `@user:default/jane`: both mean the same User however
 * her name changes.
 *
 * @public
 */
export function mentionsIn(markdown: string): Mention[] {
  return [...blankCode(markdown).matchAll(mention)].map(match => ({
    user_ref: `user:${match[1] ?? 'default'}/${match[2]}`.toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * A shortest text that mentions somebody.
 *
 * @public
 */
export function mentionOf(user_ref: string): string {
  return `@${user_ref.replace(/^user:default\//, '')}`;
}

/** A text of the same length with spaces in place of code. */
function blankCode(markdown: string): string {
  return blankSpans(blankBlocks(markdown));
}

// The flag `s` lets the rest of the line match anything. Without it, a failing match
// would try every length of the run of marks.
const fenceLine =
  /^([\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(`{3,}|~{3,})(.*)$/s;

/** Without the blocks between ``` or ~~~. */
function blankBlocks(markdown: string): string {
  let fence: { mark: string; isQuoted: boolean } | undefined;
  return markdown
    .split('\n')
    .map(line => {
      const isQuoted = /^\s*>/.test(line);
      if (fence?.isQuoted && !isQuoted) {
        fence = undefined;
      }
      const [, , mark, rest] = fenceLine.exec(line) ?? [];
      if (!fence) {
        // What follows backticks has none, or they are a code span.
        if (mark && !(mark[0] === '`' && rest.includes('`'))) {
          fence = { mark, isQuoted };
          return blank(line);
        }
        return line;
      }
      if (mark?.startsWith(fence.mark) && rest.trim() === '') {
        fence = undefined;
      }
      return blank(line);
    })
    .join('\n');
}

/** Without what is between two runs of as many backticks in a paragraph. */
function blankSpans(markdown: string): string {
  return markdown
    .split(/(\n[ \t\r]*\n)/)
    .map(paragraph => {
      const runs = [...paragraph.matchAll(/`+/g)];
      const closing = closingRuns(runs.map(([run]) => run.length));
      let blanked = '';
      let end = 0;
      for (let at = 0; at < runs.length; at += 1) {
        const close = closing[at];
        if (close !== undefined) {
          const { index, 0: run } = runs[close];
          blanked += paragraph.slice(end, runs[at].index);
          blanked += blank(paragraph.slice(runs[at].index, index + run.length));
          end = index + run.length;
          at = close;
        }
      }
      return blanked + paragraph.slice(end);
    })
    .join('');
}

/** For each length, where the next one like it is: one walk, however many. */
function closingRuns(lengths: readonly number[]): Array<number | undefined> {
  const next = new Map<number, number>();
  return lengths
    .map((_, index) => lengths.length - 1 - index)
    .map(at => {
      const close = next.get(lengths[at]);
      next.set(lengths[at], at);
      return close;
    })
    .reverse();
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}
