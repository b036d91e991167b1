/** A text as a quote, with room for an answer. */
export function quoteOf(markdown: string): string {
  const lines = markdown.trim().split('\n');
  return `${lines.map(line => `> ${line}`.trimEnd()).join('\n')}\n\n`;
}
