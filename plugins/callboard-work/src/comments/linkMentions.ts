import { parseMentions } from '@callboard/plugin-callboard-common';

/** Every character with a possible meaning in Markdown or HTML. */
const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/**
 * Returns a Markdown text in which mentions of some people are links with their current names.
 * Other mentions stay as written.
 */
export function linkMentions(
  markdown: string,
  people: ReadonlyMap<string, { name: string; href: string }>,
): string {
  let linked = '';
  let end = 0;
  for (const mention of parseMentions(markdown)) {
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
