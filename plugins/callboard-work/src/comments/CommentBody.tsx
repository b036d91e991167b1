import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Markdown } from '@callboard/plugin-callboard-react';
import { parseMentions } from '@callboard/plugin-callboard-common';
import { usePersonNames } from '../data/usePersonNames';

const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/**
 * Replaces each mention of a given person with a Markdown link that shows the person's current
 * name. Other mentions stay as written.
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

function useMentionedPeople(userRefs: readonly string[]) {
  const getPersonName = usePersonNames(userRefs);
  const getHref = useEntityRefLink();
  return new Map(
    userRefs.map(userRef => [
      userRef,
      { name: getPersonName(userRef), href: getHref(userRef) },
    ]),
  );
}

export function CommentBody(props: {
  text: string;
  mentions: readonly string[];
}) {
  const { text } = props;
  const people = useMentionedPeople(props.mentions);
  return (
    <Markdown
      text={linkMentions(text, people)}
      original={text}
      sx={{
        // In a text, colour alone does not identify a link.
        '& a': { textDecoration: 'underline' },
        '& blockquote': {
          m: 0,
          my: 1,
          pl: 1.5,
          borderLeft: 3,
          borderColor: 'divider',
          color: 'text.secondary',
        },
        '& > div > :first-of-type': { mt: 0 },
        '& > div > :last-child': { mb: 0 },
      }}
    />
  );
}
