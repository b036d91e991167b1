/** Returns a text as a quote, followed by an empty line for the answer. */
export function quoteMarkdown(markdown: string): string {
  const lines = markdown.trim().split('\n');
  return `${lines.map(line => `> ${line}`.trimEnd()).join('\n')}\n\n`;
}
