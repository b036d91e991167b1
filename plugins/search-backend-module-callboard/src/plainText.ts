import MarkdownIt from 'markdown-it';

/** Parses HTML, so that `toText` can omit it. */
const markdown = new MarkdownIt({ html: true });

/** Matches the start of markup without text: a comment, CDATA, an instruction or a declaration. */
const markupStart = /<(?:!--|!\[CDATA\[|\?|![a-z])/iy;

function getMarkupEnd(start: string): string {
  switch (start) {
    case '<!--':
      return '-->';
    case '<?':
      return '?>';
    default:
      return start.includes('[') ? ']]>' : '>';
  }
}

/** By inline text, the ends of markup that the rest of the text does not contain. */
const missingEnds = new WeakMap<object, Set<string>>();

// For each start of markup, markdown-it's own rule searches the rest of the text for the end. This
// takes seconds for a long text with many starts and no end.
markdown.inline.ruler.before('html_inline', 'markup', (state, silent) => {
  markupStart.lastIndex = state.pos;
  const start = markupStart.exec(state.src)?.[0];
  if (!start) {
    return false;
  }
  const missing = missingEnds.get(state) ?? new Set();
  missingEnds.set(state, missing);
  const end = getMarkupEnd(start);
  // The end may overlap the start: `<!-->` and `<!--->` are complete comments.
  const endIndex = missing.has(end)
    ? -1
    : state.src.indexOf(end, state.pos + 2);
  if (endIndex >= 0) {
    state.pos = endIndex + end.length;
    return true;
  }
  missing.add(end);
  if (!silent) {
    state.pending += start;
  }
  state.pos += start.length;
  return true;
});

type Token = ReturnType<MarkdownIt['parse']>[number];

function toText({ type, content, children }: Token): string {
  switch (type) {
    case 'inline':
      // The checkbox of a task is not text.
      return children!
        .map(toText)
        .join('')
        .replace(/^\[[ x]\] /i, '');
    case 'softbreak':
    case 'hardbreak':
      return ' ';
    case 'text':
    case 'code_inline':
    case 'code_block':
    case 'fence':
    case 'image':
      return content;
    default:
      return '';
  }
}

/** Converts Markdown to its readable text, on one line. */
export function toPlainText(text: string): string {
  return markdown
    .parse(text, {})
    .map(toText)
    .filter(Boolean)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
