import { mentionsIn } from '@callboard/plugin-callboard-common';

/** Every character that could mean something in Markdown or HTML. */
const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/**
 * A Markdown text whose mentions of some people are links to them, under their
 * names of today. Others stay as they are written.
 */
export function mentionLinks(
  markdown: string,
  people: ReadonlyMap<string, { name: string; href: string }>,
): string {
  let linked = '';
  let end = 0;
  for (const mention of mentionsIn(markdown)) {
    const person = people.get(mention.user_ref);
    if (person) {
      const name = person.name.replace(/\s+/g, ' ');
      linked += markdown.slice(end, mention.start);
      linked += `[@${name.replace(PUNCTUATION, '\\$&')}](<${person.href}>)`;
      end = mention.end;
    }
  }
  return linked + markdown.slice(end);
}
