import { escape } from 'lodash';

/** HTML that is safe to insert into other HTML. */
export class Html {
  constructor(private readonly source: string) {}

  toString(): string {
    return this.source;
  }
}

type TemplateValue = string | number | Html | readonly Html[] | undefined;

/**
 * Builds HTML from a template. Escapes texts, for use between tags and in quoted attributes, and
 * inserts `Html` unchanged.
 */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly TemplateValue[]
): Html {
  const parts = strings.map(
    (string, index) => string + toHtmlSource(values[index]),
  );
  return new Html(parts.join(''));
}

function toHtmlSource(value: TemplateValue): string {
  if (value === undefined) {
    return '';
  }
  if (value instanceof Html) {
    return value.toString();
  }
  return typeof value === 'object' ? value.join('') : escape(String(value));
}

/** The inline styles. In dark email clients, the style sheet overrides the colours. */
export const styles = {
  title: 'margin:0 0 12px;font-size:20px;line-height:28px;font-weight:600',
  text: 'margin:0 0 12px;font-size:15px;line-height:22px',
  small: 'margin:0 0 8px;font-size:13px;line-height:20px;color:#5b6470',
  button:
    'display:inline-block;padding:10px 18px;border-radius:6px;background:#1f5493;color:#ffffff;font-size:15px;line-height:20px;font-weight:600;text-decoration:none',
  link: 'color:#1f5493',
};

const STYLE_SHEET = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  body, .page { background: #16181c !important; }
  .card { background: #1f2227 !important; border-color: #3a3f47 !important; color: #e8eaed !important; }
  .small { color: #a8b0ba !important; }
  .link { color: #9cc3f5 !important; }
  .button { background: #9cc3f5 !important; color: #10151c !important; }
  .mark { color: #ffb4a8 !important; }
  .line { border-color: #3a3f47 !important; }
}
@media (max-width: 480px) {
  .page { padding: 8px !important; }
  .card { padding: 16px !important; }
}`;

/**
 * Renders an email as one column that is readable without images and styles.
 *
 * @param preview - the text that lists of emails show next to the subject
 */
export function renderLayout({
  title,
  preview,
  content,
  footer,
}: {
  title: string;
  preview: string;
  content: Html;
  footer: Html;
}): Html {
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE_SHEET)}
        </style>
      </head>
      <body class="page" style="margin:0;padding:0;background:#f3f4f6">
        <div style="display:none;max-height:0;overflow:hidden">${preview}</div>
        <div
          class="page"
          style="padding:24px 12px;background:#f3f4f6;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
        >
          <div
            class="card"
            style="max-width:600px;margin:0 auto;padding:24px;box-sizing:border-box;background:#ffffff;border:1px solid #d9dde3;border-radius:8px;color:#1d2127;overflow-wrap:anywhere"
          >
            ${content}
            <hr
              class="line"
              style="margin:24px 0 16px;border:0;border-top:1px solid #d9dde3"
            />
            ${footer}
          </div>
        </div>
      </body>
    </html>`;
}

/** Renders user text as paragraphs, each in its own writing direction. */
export function renderParagraphs(text: string): Html[] {
  return text.split(/\n{2,}/).map(paragraph => {
    const [firstLine, ...otherLines] = paragraph.split('\n');
    const lines = otherLines.map(line => html`<br />${line}`);
    return html`<p dir="auto" style="${styles.text}">${firstLine}${lines}</p>`;
  });
}

/** Renders a link that stays readable in dark mode. */
export function renderLink(url: string, text: string): Html {
  return html`<a class="link" href="${url}" style="${styles.link}">${text}</a>`;
}

export function renderButtonLink(url: string, text: string): Html {
  return html`<p style="margin:20px 0 0">
    <a class="button" href="${url}" style="${styles.button}">${text}</a>
  </p>`;
}

export function renderSmallText(text: string | Html | Html[]): Html {
  return html`<p class="small" style="${styles.small}">${text}</p>`;
}
