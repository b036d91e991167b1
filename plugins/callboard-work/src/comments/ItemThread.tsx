import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type WorkItem,
  endpoints,
  type Activity,
} from '@callboard/plugin-callboard-common';
import {
  invalidateEndpoints,
  LoadingState,
  QueryState,
  ShowViewsSwitch,
  useUrlState,
  getQueryKey,
  useCallboardClient,
  useEndpointPages,
  useLiveSignal,
  usePages,
  useShownViews,
  useUnseenFailure,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useRef, useEffect, useMemo, type RefObject } from 'react';
import Alert from '@mui/material/Alert';
import { useQueryClient } from '@tanstack/react-query';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { useDraft } from '../data/useDraft';
import { CommentEditor } from './CommentEditor';
import {
  mergeThread,
  type Thread,
  useLinkedComment,
  type LinkProblem,
} from './thread';
import { ThreadEntries } from './ThreadEntries';
import { useCommentActions, useCommentPermissions } from './useCommentActions';

/** The minimum pause between refetches. */
const PAUSE_MS = 800;

const PAGE_SIZE = 30;

function useThread(item: WorkItem) {
  const scope = useWorkProject();
  const client = useCallboardClient();
  const queries = useQueryClient();
  const comments = useEndpointPages(endpoints.listWorkItemComments, {
    params: { ...toProjectParams(scope), iid: item.id },
    query: { order_by: '-created_at', include_deleted: true, limit: PAGE_SIZE },
  });
  const views = useShownViews();
  const query = {
    ...views.query,
    workspace: scope.workspace.slug,
    entity_type: 'work_item',
    entity_id: item.id,
    limit: PAGE_SIZE,
    total: false,
  };
  const changes = usePages<Activity>({
    queryKey: getQueryKey(endpoints.listWorkspaceActivity, { query }),
    load: async (cursor, signal) => {
      const { activities, next_cursor } = await client.call(
        endpoints.listWorkspaceActivity,
        { query: { ...query, cursor }, signal },
      );
      return { items: activities, next_cursor };
    },
  });
  useLiveSignal({
    pauseMs: PAUSE_MS,
    isRelevant: signal =>
      signal.type === 'change' &&
      signal.workspace_id === scope.workspace.id &&
      (signal.entity_type === 'work_item_comment' ||
        signal.entity_id === item.id),
    run: () => {
      invalidateEndpoints(queries, [
        endpoints.listWorkItemComments,
        endpoints.listWorkspaceActivity,
      ]);
    },
  });
  const { data: loadedComments, hasMore: hasMoreComments } = comments;
  const { data: loadedChanges, hasMore: hasMoreChanges } = changes;
  const data = useMemo<Thread | undefined>(
    () =>
      loadedComments &&
      loadedChanges &&
      mergeThread(
        { items: loadedComments.items, hasMore: hasMoreComments },
        { items: loadedChanges.items, hasMore: hasMoreChanges },
      ),
    [loadedComments, loadedChanges, hasMoreComments, hasMoreChanges],
  );
  return {
    data,
    error: comments.error ?? changes.error,
    refetch: () => Promise.all([comments.refetch(), changes.refetch()]),
    isLoadingMore: comments.isLoadingMore || changes.isLoadingMore,
    hasLoadMoreFailed: comments.hasLoadMoreFailed || changes.hasLoadMoreFailed,
    loadEarlier: () =>
      data?.listsToLoad.forEach(kind =>
        (kind === 'comment' ? comments : changes).loadMore(),
      ),
  };
}

function NewComment(props: {
  item: WorkItem;
  text: string;
  onChange: (text: string) => void;
  field: RefObject<HTMLTextAreaElement>;
}) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { text, field } = props;
  const { createComment } = useCommentActions(props.item);
  const notifyUnseenFailure = useUnseenFailure();
  const submit = async () => {
    try {
      // If the drawer closed during the request, `mutate` would drop its callbacks, and the posted
      // comment would reappear as a draft.
      await createComment.mutateAsync(text);
    } catch (error) {
      notifyUnseenFailure(t('notSent'), error);
      return;
    }
    props.onChange('');
    field.current?.focus();
  };
  return (
    <CommentEditor
      label={t('newLabel')}
      submitLabel={t('send')}
      failedText={t('notSent')}
      text={text}
      onChange={props.onChange}
      field={field}
      isBusy={createComment.isPending}
      error={createComment.error}
      onSubmit={submit}
    />
  );
}

/** Explains why the page does not show the comment that its URL names. */
function LinkAlert(props: { problem: LinkProblem }) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const alertRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    alertRef.current?.scrollIntoView?.({ block: 'center' });
  }, []);
  return (
    <Alert ref={alertRef} severity="info">
      {t(`link.${props.problem}`)}
    </Alert>
  );
}

export function quoteMarkdown(markdown: string): string {
  const lines = markdown.trim().split('\n');
  return `${lines.map(line => `> ${line}`.trimEnd()).join('\n')}\n\n`;
}

const isString = (value: unknown): value is string => typeof value === 'string';

const urlParameters = ['comment'] as const;

export function ItemThread(props: { item: WorkItem }) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { item } = props;
  const [{ comment: linkedId }] = useUrlState(urlParameters);
  const [text = '', setDraft] = useDraft(`comments.${item.id}`, isString);
  const setText = (next: string) => setDraft(next || undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  const deniedReasonBox = useRef<HTMLDivElement>(null);
  const thread = useThread(item);
  const permissions = useCommentPermissions(item);
  const { isLoadingMore, loadEarlier } = thread;
  const linkProblem = useLinkedComment(linkedId, thread);
  const focusEnd = () => {
    // Runs after a closing menu or dialog has returned the focus.
    setTimeout(() => (field.current ?? deniedReasonBox.current)?.focus());
  };
  return (
    <Stack spacing={1.5}>
      <ShowViewsSwitch />
      <QueryState query={thread} loading={<LoadingState rows={4} />}>
        {({ entries, listsToLoad }) => (
          <>
            {linkProblem && <LinkAlert key={linkedId} problem={linkProblem} />}
            {listsToLoad.length > 0 && (
              <Box>
                <Button
                  size="small"
                  aria-disabled={isLoadingMore}
                  onClick={() => !isLoadingMore && loadEarlier()}
                >
                  {thread.hasLoadMoreFailed ? t('earlierFailed') : t('earlier')}
                </Button>
              </Box>
            )}
            <ThreadEntries
              item={item}
              entries={entries}
              permissions={permissions}
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
      {permissions.deniedReason && (
        <Box
          ref={deniedReasonBox}
          tabIndex={-1}
          sx={{ typography: 'body2', color: 'text.secondary' }}
        >
          {permissions.deniedReason}
        </Box>
      )}
      {permissions.canComment && (
        <NewComment item={item} text={text} onChange={setText} field={field} />
      )}
    </Stack>
  );
}
