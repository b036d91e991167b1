import MarkdownIt from 'markdown-it';

/** HTML is known as such, so that it can be left out. */
const markdown = new MarkdownIt({ html: true });

type Token = ReturnType<MarkdownIt['parse']>[number];

function textOf({ type, content, children }: Token): string {
  switch (type) {
    case 'inline':
      // The box of a task is no text.
      return children!
        .map(textOf)
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

/** What people read of a text in Markdown, on one line. */
export function plainText(text: string): string {
  return markdown
    .parse(text, {})
    .map(textOf)
    .filter(Boolean)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
