import {
  endpoints,
  type NewWorklog,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import { ifMatch, useCallboardClient } from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { refreshTime } from '../data/refreshTime';
import type { LoggedItem } from '../items/LoggedItem';

/** An entry as it is to be. */
export interface EntryValues {
  item: Pick<LoggedItem, 'id' | 'project_id'>;
  body: Omit<NewWorklog, 'on_behalf_of'>;
}

/**
 * Logs time, or changes what was logged, as long as it is what was read.
 *
 * @param worklog - the entry to change; none for a new one
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
            headers: ifMatch(worklog),
          })
        : client.call(endpoints.createWorklog, {
            params: { slug, pid: item.project_id, iid: item.id },
            body,
          });
    },
    onSettled: () => refreshTime(queries),
  });
}
