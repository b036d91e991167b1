import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  QueryState,
  ShowViewsSwitch,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useRef } from 'react';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { useDraft } from '../data/useDraft';
import { isText } from './isText';
import { LinkAlert } from './LinkAlert';
import { NewComment } from './NewComment';
import { quoteMarkdown } from './quoteMarkdown';
import { ThreadEntries } from './ThreadEntries';
import { useLinkedComment } from './useLinkedComment';
import { useMayComment } from './useMayComment';
import { useThread } from './useThread';

const parameters = ['comment'] as const;

/** The comments on an item among its changes, and the editor of a new one. */
export function ItemThread(props: { item: WorkItem }) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { item } = props;
  const [{ comment: linkedId }] = useUrlState(parameters);
  const [text = '', setDraft] = useDraft(`comments.${item.id}`, isText);
  const setText = (next: string) => setDraft(next || undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  const whyNot = useRef<HTMLDivElement>(null);
  const thread = useThread(item);
  const rights = useMayComment(item);
  const { isLoadingMore, loadEarlier } = thread;
  const linkProblem = useLinkedComment(linkedId, thread);
  const focusEnd = () => {
    // After a menu or a dialog has returned the focus.
    setTimeout(() => (field.current ?? whyNot.current)?.focus());
  };
  return (
    <Stack spacing={1.5}>
      <ShowViewsSwitch />
      <QueryState query={thread} loading={<LoadingState rows={4} />}>
        {({ entries, listsWithMore }) => (
          <>
            {linkProblem && <LinkAlert key={linkedId} problem={linkProblem} />}
            {listsWithMore.length > 0 && (
              <Box>
                <Button
                  size="small"
                  aria-disabled={isLoadingMore}
                  onClick={() => !isLoadingMore && loadEarlier()}
                >
                  {thread.hasMoreFailed ? t('earlierFailed') : t('earlier')}
                </Button>
              </Box>
            )}
            <ThreadEntries
              item={item}
              entries={entries}
              rights={rights}
              linkedId={linkedId}
              onQuote={quoted => {
                setText(
                  (text.trim() ? `${text.trimEnd()}\n\n` : '') +
                    quoteMarkdown(quoted),
                );
                focusEnd();
              }}
              onDeleted={focusEnd}
            />
            {entries.every(({ kind }) => kind === 'change') && (
              <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
                {t('empty')}
              </Box>
            )}
          </>
        )}
      </QueryState>
      {rights.whyNot ? (
        <Box
          ref={whyNot}
          tabIndex={-1}
          sx={{ typography: 'body2', color: 'text.secondary' }}
        >
          {rights.whyNot}
        </Box>
      ) : (
        <NewComment item={item} text={text} onChange={setText} field={field} />
      )}
    </Stack>
  );
}
