import {
  endpoints,
  type NewWorklog,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { refreshTime } from '../data/refreshTime';
import type { LoggedItem } from '../items/LoggedItem';

/** The values of a worklog to save. */
export interface EntryValues {
  item: Pick<LoggedItem, 'id' | 'project_id'>;
  body: Omit<NewWorklog, 'on_behalf_of'>;
}

/**
 * Creates a worklog, or updates one if its version is unchanged.
 *
 * @param worklog - the worklog to update; undefined for a new one
 */
export function useSaveEntry(
  slug: string,
  worklog?: Worklog,
): UseMutationResult<Worklog, Error, EntryValues> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ item, body }) => {
      const { duration_minutes, logged_at, is_billable, ...rest } = body;
      return worklog
        ? client.call(endpoints.updateWorklog, {
            params: {
              slug,
              pid: worklog.project_id,
              iid: worklog.work_item_id,
              id: worklog.id,
            },
            body: {
              ...rest,
              duration_minutes,
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
    onSettled: () => refreshTime(queries),
  });
}
