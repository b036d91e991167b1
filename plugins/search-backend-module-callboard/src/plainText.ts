import MarkdownIt from 'markdown-it';

/** HTML is parsed, so that it can be removed. */
const markdown = new MarkdownIt({ html: true });

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
