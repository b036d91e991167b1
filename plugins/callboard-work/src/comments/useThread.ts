import {
  endpoints,
  type Activity,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
  useEndpointPages,
  useLiveSignal,
  usePages,
  useShownViews,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { toProjectParams } from '../data/toProjectParams';
import { useWorkProject } from '../data/useWorkProject';
import { mergeThread, type Thread } from './mergeThread';

const QUIET = 800;

/** The page size of a thread. */
const PAGE = 30;

/** Loads the comments on an item and its changes, newest first; live. */
export function useThread(item: WorkItem) {
  const scope = useWorkProject();
  const client = useCallboardClient();
  const queries = useQueryClient();
  const comments = useEndpointPages(endpoints.listWorkItemComments, {
    params: { ...toProjectParams(scope), iid: item.id },
    query: { order_by: '-created_at', include_deleted: true, limit: PAGE },
  });
  const views = useShownViews();
  const query = {
    ...views.query,
    workspace: scope.workspace.slug,
    entity_type: 'work_item',
    entity_id: item.id,
    limit: PAGE,
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
    pauseMs: QUIET,
    wakesOn: signal =>
      signal.type === 'change' &&
      signal.workspace_id === scope.workspace.id &&
      (signal.entity_type === 'work_item_comment' ||
        signal.entity_id === item.id),
    run: () => {
      for (const endpoint of [
        endpoints.listWorkItemComments,
        endpoints.listWorkspaceActivity,
      ]) {
        queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
      }
    },
  });
  const { data: loaded, hasMore: hasMoreComments } = comments;
  const { data: done, hasMore: hasMoreDone } = changes;
  const data = useMemo<Thread | undefined>(
    () =>
      loaded &&
      done &&
      mergeThread(
        { items: loaded.items, hasMore: hasMoreComments },
        { items: done.items, hasMore: hasMoreDone },
      ),
    [loaded, done, hasMoreComments, hasMoreDone],
  );
  return {
    data,
    error: comments.error ?? changes.error,
    refetch: () => Promise.all([comments.refetch(), changes.refetch()]),
    isLoadingMore: comments.isLoadingMore || changes.isLoadingMore,
    hasMoreFailed: comments.hasMoreFailed || changes.hasMoreFailed,
    loadEarlier: () =>
      data?.listsWithMore.forEach(kind =>
        (kind === 'comment' ? comments : changes).loadMore(),
      ),
  };
}
