import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type ResponseOf,
  type Worklog,
  type NewWorklog,
  type CallboardClient,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getQueryKey,
  useAttempt,
  useCallboardClient,
  useToast,
  useUnseenFailure,
  removeCachedItem,
  type CachedList,
} from '@callboard/plugin-callboard-react';
import {
  useQueryClient,
  useMutation,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { refreshTime } from '../data/refreshTime';
import type { LoggableItem } from './WorkItemPicker';
import { callboardTimeTranslationRef } from '../translation';

export const toWorklogParams = (
  slug: string,
  { project_id: pid, work_item_id: iid, id }: Worklog,
) => ({ slug, pid, iid, id });

/** Returns the fields of a deleted worklog that a restore copies, except the date and person. */
export const toRestorableFields = ({
  duration_minutes,
  description,
  started_at,
  is_billable,
  activity_type,
}: Worklog) => ({
  duration_minutes,
  description,
  started_at,
  is_billable,
  activity_type,
});

/** Recreates a deleted worklog for the same person: admins can delete other people's worklogs. */
export function restoreWorklog(
  client: CallboardClient,
  slug: string,
  worklog: Worklog,
): Promise<Worklog> {
  const { project_id: pid, work_item_id: iid } = worklog;
  return client.call(endpoints.createWorklog, {
    params: { slug, pid, iid },
    body: {
      ...toRestorableFields(worklog),
      logged_at: worklog.logged_at,
      on_behalf_of: worklog.logged_by,
    },
  });
}

export interface EntryValues {
  item: Pick<LoggableItem, 'id' | 'project_id'>;
  body: Omit<NewWorklog, 'on_behalf_of'>;
}

/** Creates a worklog, or updates `worklog`, which must be the latest version. */
export function useSaveEntry(
  slug: string,
  worklog?: Worklog,
): UseMutationResult<Worklog, Error, EntryValues> {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notifyUnseenFailure = useUnseenFailure();
  return useMutation({
    mutationFn: ({ item, body }) => {
      const { logged_at, is_billable, ...otherFields } = body;
      return worklog
        ? client.call(endpoints.updateWorklog, {
            params: toWorklogParams(slug, worklog),
            body: {
              ...otherFields,
              logged_at: logged_at ?? undefined,
              is_billable: is_billable ?? undefined,
              work_item_id:
                item.id === worklog.work_item_id ? undefined : item.id,
            },
            headers: toIfMatchHeader(worklog),
          })
        : client.call(endpoints.createWorklog, {
            params: { slug, pid: item.project_id, iid: item.id },
            body,
          });
    },
    onError: error => notifyUnseenFailure(t('entry.failed'), error),
    onSettled: () => refreshTime(queries),
  });
}

type WorklogPage = ResponseOf<typeof endpoints.listWorklogs>;

export function useDeleteEntry(
  slug: string,
): (worklog: Worklog) => Promise<void> {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const attempt = useAttempt();
  const deletedIds = useRef(new Set<string>());
  return useCallback(
    async worklog => {
      if (deletedIds.current.has(worklog.id)) {
        // The second request of a double click would fail.
        return;
      }
      deletedIds.current.add(worklog.id);
      const restore = async () => {
        await attempt(
          () => restoreWorklog(client, slug, worklog),
          t('entry.restoreFailed'),
        );
        refreshTime(queries);
      };
      for (const list of [
        endpoints.listWorklogs,
        endpoints.listWorklogsOfItem,
      ]) {
        const queryKey = getQueryKey(list);
        await queries.cancelQueries({ queryKey });
        queries.setQueriesData<CachedList<WorklogPage>>(
          { queryKey },
          cached =>
            cached &&
            removeCachedItem<Worklog, WorklogPage>(
              cached,
              other => other.id === worklog.id,
            ),
        );
      }
      const isDeleted = await attempt(async () => {
        await client.call(endpoints.deleteWorklog, {
          params: toWorklogParams(slug, worklog),
          headers: toIfMatchHeader(worklog),
        });
        notify({
          status: 'success',
          title: t('entry.deleted', { item: worklog.work_item.identifier }),
          onUndo: restore,
        });
        return true;
      }, t('entry.deleteFailed'));
      if (!isDeleted) {
        deletedIds.current.delete(worklog.id);
      }
      refreshTime(queries);
    },
    [t, client, queries, notify, attempt, slug],
  );
}
