import { MarkdownContent } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import {
  ErrorBoundary,
  parseRef,
  useEntityTitles,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { useWorkProject } from '../data/useWorkProject';
import { taskLists } from '../badges/taskLists';
import { useNamedTasks } from '../badges/useNamedTasks';
import { isTooDeep } from './isTooDeep';
import { linkMentions } from './linkMentions';

/** A text with its original line breaks. */
function PlainText(props: { text: string }) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  return (
    <>
      <Box sx={{ color: 'text.secondary', mb: 0.5 }}>{t('tooDeep')}</Box>
      <Box sx={{ whiteSpace: 'pre-wrap' }}>{props.text}</Box>
    </>
  );
}

/** The people that a text mentions, by reference. */
function usePeople(mentions: readonly string[]) {
  const { people } = useWorkProject();
  const titles = useEntityTitles(mentions);
  const getHref = useEntityRefLink();
  const names = new Map(people.map(({ user_ref, name }) => [user_ref, name]));
  return new Map(
    mentions.map(userRef => {
      const ref = parseRef(userRef);
      const name =
        names.get(userRef) ?? titles.get(userRef) ?? ref?.name ?? userRef;
      return [userRef, { name, href: getHref(userRef) }] as const;
    }),
  );
}

/** Renders the text of a comment. */
export function CommentBody(props: {
  text: string;
  /** The people mentioned, by reference. */
  mentions: readonly string[];
}) {
  const { text } = props;
  const people = usePeople(props.mentions);
  const tasks = useNamedTasks();
  return (
    <Box
      ref={tasks}
      sx={{
        ...taskLists,
        typography: 'body2',
        overflowWrap: 'anywhere',
        // In a text, colour alone does not identify a link.
        '& a': { textDecoration: 'underline' },
        '& img': { maxWidth: '100%' },
        '& pre': { overflowX: 'auto' },
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
    >
      {isTooDeep(text) ? (
        <PlainText text={text} />
      ) : (
        <ErrorBoundary resetKey={text} fallback={<PlainText text={text} />}>
          <MarkdownContent content={linkMentions(text, people)} dialect="gfm" />
        </ErrorBoundary>
      )}
    </Box>
  );
}
