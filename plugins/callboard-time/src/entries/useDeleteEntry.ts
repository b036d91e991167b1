import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type ResponseOf,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getProblems,
  getQueryKey,
  useCallboardClient,
  useToast,
  removeCachedItem,
  type CachedList,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { refreshTime } from '../data/refreshTime';
import { restoreWorklog } from '../data/restoreWorklog';
import { callboardTimeTranslationRef } from '../translation';

type Page = ResponseOf<typeof endpoints.listWorklogs>;

/** Deletes worklogs at once and offers to undo it. */
export function useDeleteEntry(
  slug: string,
): (worklog: Worklog) => Promise<void> {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  return useCallback(
    async worklog => {
      const { id, project_id: pid, work_item_id: iid } = worklog;
      const fail = (title: string, error: unknown) =>
        notify({
          status: 'danger',
          title,
          description: getProblems(error).message,
        });
      const restore = async () => {
        try {
          await restoreWorklog(client, slug, worklog);
        } catch (error) {
          fail(t('entry.restoreFailed'), error);
        }
        refreshTime(queries);
      };
      const queryKey = getQueryKey(endpoints.listWorklogs);
      await queries.cancelQueries({ queryKey });
      queries.setQueriesData<CachedList<Page>>(
        { queryKey },
        list =>
          list &&
          removeCachedItem<Worklog, Page>(list, other => other.id === id),
      );
      try {
        await client.call(endpoints.deleteWorklog, {
          params: { slug, pid, iid, id },
          headers: toIfMatchHeader(worklog),
        });
        notify({
          status: 'success',
          title: t('entry.deleted', { item: worklog.work_item.identifier }),
          onUndo: restore,
        });
      } catch (error) {
        fail(t('entry.deleteFailed'), error);
      }
      refreshTime(queries);
    },
    [t, client, queries, notify, slug],
  );
}
