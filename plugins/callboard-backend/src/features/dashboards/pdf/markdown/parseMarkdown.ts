import MarkdownIt from 'markdown-it';

/** As on the dashboard page, HTML is shown as text, and addresses become links. */
const markdown = new MarkdownIt({ html: false, linkify: true });

type Token = ReturnType<MarkdownIt['parse']>[number];

export interface Span {
  text: string;
  isBold?: boolean;
  isItalic?: boolean;
  isCode?: boolean;
  isStruck?: boolean;
  href?: string;
}

/** A part of a text that starts on its own line. */
export type Block = BlockContent & {
  /** The nesting depth in lists and quotes. */
  depth: number;
  /** The bullet or number of the list item that begins with this block. */
  marker?: string;
};

type BlockContent =
  | { kind: 'paragraph'; spans: Span[]; isQuote: boolean }
  | { kind: 'heading'; spans: Span[]; level: number }
  | { kind: 'code'; lines: string[] }
  | { kind: 'rule' }
  | { kind: 'table'; rows: Span[][][] };

export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  /** The lists and quotes around a token. `next` is the number of an ordered list's next item. */
  const containers: Array<{ next?: number; isQuote?: boolean }> = [];
  let marker: string | undefined;
  let level: number | undefined;
  let rows: Span[][][] | undefined;
  const addBlock = (block: BlockContent) => {
    blocks.push({ ...block, depth: containers.length, marker });
    marker = undefined;
  };
  for (const token of markdown.parse(text, {})) {
    switch (token.type) {
      case 'bullet_list_open':
        containers.push({});
        break;
      case 'ordered_list_open':
        containers.push({ next: Number(token.attrGet('start') ?? 1) });
        break;
      case 'blockquote_open':
        containers.push({ isQuote: true });
        break;
      case 'bullet_list_close':
      case 'ordered_list_close':
      case 'blockquote_close':
        containers.pop();
        break;
      case 'list_item_open': {
        const list = containers.at(-1)!;
        marker = list.next === undefined ? '•' : `${list.next}.`;
        list.next = list.next === undefined ? undefined : list.next + 1;
        break;
      }
      case 'list_item_close':
        marker = undefined;
        break;
      case 'heading_open':
        level = Number(token.tag.slice(1));
        break;
      case 'heading_close':
        level = undefined;
        break;
      case 'table_open':
        rows = [];
        break;
      case 'tr_open':
        rows?.push([]);
        break;
      case 'table_close':
        addBlock({ kind: 'table', rows: rows! });
        rows = undefined;
        break;
      case 'hr':
        addBlock({ kind: 'rule' });
        break;
      case 'fence':
      case 'code_block':
        addBlock({
          kind: 'code',
          lines: token.content.replace(/\n$/, '').split('\n'),
        });
        break;
      case 'inline': {
        const spans = parseSpans(token.children ?? []);
        if (rows) {
          rows.at(-1)!.push(spans);
        } else if (level !== undefined) {
          addBlock({ kind: 'heading', spans, level });
        } else {
          const task = replaceTaskBullet(spans, marker);
          marker = task.marker;
          const isQuote = containers.some(container => container.isQuote);
          addBlock({ kind: 'paragraph', spans: task.spans, isQuote });
        }
        break;
      }
      default:
    }
  }
  return blocks;
}

const styleFlags = { strong: 'isBold', em: 'isItalic', s: 'isStruck' } as const;

function parseSpans(tokens: readonly Token[]): Span[] {
  const spans: Span[] = [];
  const style: Omit<Span, 'text'> = {};
  for (const token of tokens) {
    const isOpen = token.nesting === 1;
    const name = token.type.replace(/_(open|close)$/, '');
    if (name === 'strong' || name === 'em' || name === 's') {
      style[styleFlags[name]] = isOpen;
    } else if (name === 'link') {
      style.href = isOpen ? token.attrGet('href') ?? undefined : undefined;
    } else if (token.type === 'hardbreak' || token.type === 'softbreak') {
      spans.push({ ...style, text: token.type === 'hardbreak' ? '\n' : ' ' });
    } else if (token.type === 'code_inline') {
      spans.push({ ...style, text: token.content, isCode: true });
    } else if (token.content) {
      spans.push({ ...style, text: token.content });
    }
  }
  return spans;
}

function replaceTaskBullet(
  spans: Span[],
  marker: string | undefined,
): { spans: Span[]; marker?: string } {
  const [first, ...others] = spans;
  const task = marker && /^\[([ x])\] /i.exec(first?.text ?? '');
  return task
    ? {
        marker: task[1] === ' ' ? '☐' : '☑',
        spans: [{ ...first, text: first.text.slice(4) }, ...others],
      }
    : { spans, marker };
}
