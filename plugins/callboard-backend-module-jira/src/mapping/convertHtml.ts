import { formatMention, getLinkKind } from '@callboard/plugin-callboard-common';
import { toCleanMarkdown } from '@callboard/plugin-callboard-node';
import TurndownService from 'turndown';
import { IssueContext } from './IssueContext';

/** Longer texts are cut before they are parsed, because parsing blocks the thread. */
const MAX_HTML_LENGTH = 100_000;

const MAX_DEPTH = 50;

/** Turndown takes seconds for a long run of spaces. */
const LONG_SPACE = /(?:\s|&nbsp;){200,}/g;

/**
 * Stands for the two spaces of a line break while Turndown runs. With thousands of such spaces,
 * Turndown would take up to a minute.
 */
const LINE_BREAK = '\ue000';

const ACCOUNT = /^[\w:.@+-]{1,128}$/;

/** How to convert links, which are relative to `webUrl`, and mentions. */
type HtmlContext = Pick<IssueContext, 'webUrl' | 'people'>;

/**
 * Converts a text of Jira from HTML to Markdown. Escapes text that looks like HTML, because
 * Callboard's pages omit HTML in Markdown.
 *
 * @param options - `max`: the maximum length of the result; `url`: the page of the original, to
 *   which a longer text links
 */
export function convertHtml(
  html: string | null | undefined,
  context: HtmlContext,
  { max, url }: { max: number; url: string },
): string | null {
  const whole = html ?? '';
  const cut = whole.slice(0, Math.min(2 * max, MAX_HTML_LENGTH));
  const isCut = cut !== whole;
  const text = (isCut ? cut.replace(/<[^<>]*$/, '') : cut).replace(
    LONG_SPACE,
    '\n',
  );
  const markdown = isTooDeep(text)
    ? escapeHtml(text.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' '))
    : createConverter(context)
        .turndown(text)
        .replaceAll(LINE_BREAK, '  ')
        .trimEnd();
  return toCleanMarkdown(
    isCut ? `${markdown}\n\n[…](${url})`.trim() : markdown,
    {
      max,
      url,
    },
  );
}

/** Whether elements are nested so deeply that converting them would take seconds. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  // The pattern does not look for `>`, because an attribute may contain it.
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
    if (slash) {
      // An end tag without a start tag closes nothing.
      depth = Math.max(0, depth - 1);
    } else if (!/^(?:br|col|hr|img|input)$/i.test(name)) {
      depth += 1;
    }
    if (depth > MAX_DEPTH) {
      return true;
    }
  }
  return false;
}

/** Lists the accounts that an HTML text mentions, by id at Cloud and by name at Data Center. */
export function listMentionedAccounts(
  html: string | null | undefined,
  webUrl: string,
): string[] {
  const hrefs = (html ?? '')
    .slice(0, MAX_HTML_LENGTH)
    .matchAll(/href="([^"]*)"/g);
  return [...hrefs].flatMap(
    ([, href]) => parseAccount(href.replaceAll('&amp;', '&'), webUrl) ?? [],
  );
}

/**
 * Parses the account from the address of a profile of the instance. Everyone can write such a link,
 * so the account may be any text. Ignores accounts that the catalog or the database may reject.
 */
function parseAccount(href: string, webUrl: string): string | undefined {
  if (!URL.canParse(href, `${webUrl}/`)) {
    return undefined;
  }
  const { host, pathname, searchParams } = new URL(href, `${webUrl}/`);
  const account = searchParams.get('accountId') ?? searchParams.get('name');
  return host === new URL(webUrl).host &&
    pathname.endsWith('/ViewProfile.jspa') &&
    ACCOUNT.test(account ?? '')
    ? account!
    : undefined;
}

function createConverter({ webUrl, people }: HtmlContext): TurndownService {
  const service = new TurndownService({
    br: LINE_BREAK,
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
  });
  const escapeMarkdown = service.escape.bind(service);
  service.escape = text => escapeHtml(escapeMarkdown(text));
  service.remove([
    'script',
    'style',
    'head',
    'template',
    'iframe',
    'object',
    'button',
  ] as (keyof HTMLElementTagNameMap)[]);
  addInlineRules(service, { webUrl, people });
  addTableRules(service);
  return service;
}

function escapeHtml(text: string): string {
  return text.replace(/</g, '\\<');
}

function addInlineRules(
  service: TurndownService,
  { webUrl, people }: HtmlContext,
): void {
  service.addRule('strikethrough', {
    filter: ['del', 's'],
    replacement: content => `~~${content}~~`,
  });
  service.addRule('code', {
    filter: 'pre',
    replacement: (_, node) => {
      const code = (node.textContent ?? '')
        .replace(/^\n+/, '')
        .replace(LONG_SPACE, '\n')
        .trimEnd();
      const language = /\bcode-([a-z0-9+#]+)/.exec(
        (node as HTMLElement).className,
      )?.[1];
      const fence = '`'.repeat(Math.max(3, getLongestRun(code) + 1));
      return `\n\n${fence}${language ?? ''}\n${code}\n${fence}\n\n`;
    },
  });
  service.addRule('image', {
    filter: 'img',
    replacement: (_, node) => {
      const { className } = node as HTMLElement;
      if (/\b(rendericon|icon)\b/.test(className)) {
        return '';
      }
      const alt = (node as HTMLElement).getAttribute('alt') ?? '';
      const href = toAddress(node, 'src', webUrl);
      const isPartOfLink = (node as HTMLElement).closest('a') !== null;
      return !href || isPartOfLink || /\bemoticon\b/.test(className)
        ? alt
        : // Not an image, because the portal's users may have no access to the instance.
          `[${alt || getFileName(href)}](${href})`;
    },
  });
  service.addRule('link', {
    filter: 'a',
    replacement: (content, node) => {
      const element = node as HTMLElement;
      const href = toAddress(node, 'href', webUrl);
      const account = parseAccount(href ?? '', webUrl);
      if (account !== undefined) {
        const user_ref = people.findMentionedRef(account);
        return user_ref ? formatMention(user_ref) : content.replace(/^@/, '');
      }
      const label =
        content.trim() ||
        element.getAttribute('title') ||
        getFileName(href) ||
        '';
      return href && label ? `[${label}](${href})` : content;
    },
  });
}

/**
 * Jira renders table cells without paragraphs. If a cell has several lines, they are joined,
 * because a row of a Markdown table is one line.
 */
function addTableRules(service: TurndownService): void {
  service.addRule('cell', {
    filter: ['td', 'th'],
    replacement: content =>
      `| ${content
        .trim()
        .replace(/\|/g, '\\|')
        .split('\n')
        .flatMap(line => line.trim() || [])
        .join(' ')} `,
  });
  service.addRule('row', {
    filter: 'tr',
    replacement: (content, node) => {
      const row = `${content.trim()} |\n`;
      const isFirst = !hasPrevious(node) && !hasPrevious(node.parentNode!);
      const columns = Math.max((node as HTMLElement).children.length, 1);
      return isFirst ? `${row}${'| --- '.repeat(columns)}|\n` : row;
    },
  });
  service.addRule('table', {
    filter: 'table',
    replacement: content =>
      `\n\n${content.replace(/\n{2,}/g, '\n').trim()}\n\n`,
  });
  service.addRule('tableSection', {
    filter: ['thead', 'tbody', 'tfoot'],
    replacement: content => content,
  });
}

function hasPrevious(node: Node): boolean {
  return (node as HTMLElement).previousElementSibling !== null;
}

/** The absolute address in an attribute; undefined if a browser would not open it as a page. */
function toAddress(
  node: Node,
  attribute: string,
  webUrl: string,
): string | undefined {
  const value = (node as HTMLElement).getAttribute(attribute) ?? '';
  if (!URL.canParse(value, `${webUrl}/`)) {
    return undefined;
  }
  const { href, protocol } = new URL(value, `${webUrl}/`);
  const isPage = protocol === 'http:' || getLinkKind(href) === 'external';
  // Parentheses would end the link.
  return isPage ? href.replace(/\(/g, '%28').replace(/\)/g, '%29') : undefined;
}

function getFileName(href: string | undefined): string {
  const name = href?.split(/[?#]/)[0].split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    // The name contains a percent sign that encodes nothing.
    return name;
  }
}

function getLongestRun(code: string): number {
  return Math.max(0, ...(code.match(/`+/g) ?? []).map(run => run.length));
}
