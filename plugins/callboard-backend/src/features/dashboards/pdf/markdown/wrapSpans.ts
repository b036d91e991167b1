import LineBreaker from 'linebreak';
import { sumBy } from 'lodash';
import { splitGraphemes } from '../Drawing';
import { Span } from './parseMarkdown';

/** A word and the following space, in parts of one style each. */
interface Word {
  parts: Span[];
  width: number;
  /** Whether a mandatory line break follows. */
  hasBreakAfter: boolean;
}

/**
 * Breaks a text into lines at Unicode break opportunities, and within words that are wider than a
 * line.
 *
 * @param measure - returns the width of a part
 */
export function* wrapSpans(
  spans: readonly Span[],
  width: number,
  measure: (part: Span) => number,
): Generator<Span[]> {
  let line: Span[] = [];
  let lineWidth = 0;
  for (const word of splitWords(spans, width, measure)) {
    const space = measureTrailingSpace(word, measure);
    if (line.length > 0 && lineWidth + word.width - space > width) {
      yield line;
      line = [];
      lineWidth = 0;
    }
    line = joinSpans(line, word.parts);
    lineWidth += word.width;
    if (word.hasBreakAfter) {
      yield line;
      line = [];
      lineWidth = 0;
    }
  }
  if (line.length > 0) {
    yield line;
  }
}

function* splitWords(
  spans: readonly Span[],
  width: number,
  measure: (part: Span) => number,
): Generator<Word> {
  const text = spans.map(span => span.text).join('');
  const breaker = new LineBreaker(text);
  let start = 0;
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    const parts = sliceSpans(spans, start, next.position);
    start = next.position;
    const hasBreakAfter = next.required && next.position < text.length;
    const wordWidth = sumBy(parts, measure);
    if (wordWidth <= width) {
      yield { parts, width: wordWidth, hasBreakAfter };
      continue;
    }
    for (const part of parts.flatMap(span =>
      splitGraphemes(span.text).map(grapheme => ({ ...span, text: grapheme })),
    )) {
      yield { parts: [part], width: measure(part), hasBreakAfter: false };
    }
    if (hasBreakAfter) {
      yield { parts: [], width: 0, hasBreakAfter };
    }
  }
}

function measureTrailingSpace(
  { parts }: Word,
  measure: (part: Span) => number,
): number {
  const last = parts.at(-1);
  const [space] = /\s*$/.exec(last?.text ?? '')!;
  return last && space ? measure({ ...last, text: space }) : 0;
}

/** The parts of spans between two offsets in their text, without line breaks. */
function sliceSpans(
  spans: readonly Span[],
  start: number,
  end: number,
): Span[] {
  const parts: Span[] = [];
  let spanStart = 0;
  for (const span of spans) {
    const text = span.text
      .slice(Math.max(0, start - spanStart), Math.max(0, end - spanStart))
      .replace(/\n/g, '');
    if (text) {
      parts.push({ ...span, text });
    }
    spanStart += span.text.length;
  }
  return parts;
}

function joinSpans(line: readonly Span[], parts: readonly Span[]): Span[] {
  const joined = [...line];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last && isSameStyle(last, part)) {
      joined[joined.length - 1] = { ...last, text: last.text + part.text };
    } else {
      joined.push(part);
    }
  }
  return joined;
}

function isSameStyle(one: Span, other: Span): boolean {
  return (
    one.href === other.href &&
    (['isBold', 'isItalic', 'isCode', 'isStruck'] as const).every(
      flag => Boolean(one[flag]) === Boolean(other[flag]),
    )
  );
}
