import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  QueryState,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useEffect, useRef } from 'react';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { useDraft } from '../data/useDraft';
import { isText } from './isText';
import type { Thread } from './mergeThread';
import { NewComment } from './NewComment';
import { quoteOf } from './quoteOf';
import { ThreadEntries } from './ThreadEntries';
import { useMayComment } from './useMayComment';
import { useThread } from './useThread';

const parameters = ['comment'] as const;

const holds = ({ entries }: Thread, id: string) =>
  entries.some(entry => entry.kind === 'comment' && entry.comment.id === id);

/** The comments on an item between the changes to it, and room for one more. */
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
  const { data, isLoadingMore, loadEarlier } = thread;
  const isFarther =
    linkedId !== undefined &&
    data !== undefined &&
    data.earlierIn.length > 0 &&
    !isLoadingMore &&
    !thread.hasMoreFailed &&
    !holds(data, linkedId);
  useEffect(() => {
    if (isFarther) {
      loadEarlier();
    }
  }, [isFarther, loadEarlier]);
  const focusEnd = () => {
    // After a menu or a dialog has given the focus back.
    setTimeout(() => (field.current ?? whyNot.current)?.focus());
  };
  return (
    <Stack spacing={1.5}>
      <QueryState query={thread} loading={<LoadingState rows={4} />}>
        {({ entries, earlierIn }) => (
          <>
            {earlierIn.length > 0 && (
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
                    quoteOf(quoted),
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
