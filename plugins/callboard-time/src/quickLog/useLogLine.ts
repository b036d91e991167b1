import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Worklog } from '@callboard/plugin-callboard-common';
import {
  formatCalendarDate,
  formatMinutes,
  toIfMatchHeader,
  getProblems,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { refreshTime } from '../data/refreshTime';
import { callboardTimeQuickLogTranslationRef } from './quickLogTranslation';
import type { CalledItem } from './useItemCalled';

/** A parsed line. */
export interface LogLine extends CalledItem {
  minutes: number;
  date: string;
  description: string;
  isToday: boolean;
}

/** Logs a line, reports it and offers to undo it. */
export function useLogLine(): UseMutationResult<Worklog, Error, LogLine> {
  const { t } = useTranslationRef(callboardTimeQuickLogTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();

  const undo = async (worklog: Worklog, slug: string) => {
    const { id, project_id: pid, work_item_id: iid } = worklog;
    try {
      await client.call(endpoints.deleteWorklog, {
        params: { slug, pid, iid, id },
        headers: toIfMatchHeader(worklog),
      });
      notify({ status: 'info', title: t('undone') });
    } catch (error) {
      notify({
        status: 'danger',
        title: t('undoFailed'),
        description: getProblems(error).message,
      });
    }
    refreshTime(queries);
  };

  return useMutation({
    mutationFn: ({ item, workspace, minutes, date, description }) =>
      client.call(endpoints.createWorklog, {
        params: { slug: workspace.slug, pid: item.project_id, iid: item.id },
        body: {
          duration_minutes: minutes,
          logged_at: date,
          description: description || null,
        },
      }),
    onSuccess: (worklog, { item, workspace, minutes, date, isToday }) => {
      notify({
        status: 'success',
        title: t(isToday ? 'logged' : 'loggedOn', {
          duration: formatMinutes(minutes),
          item: item.identifier,
          date: formatCalendarDate(date),
        }),
        onUndo: () => undo(worklog, workspace.slug),
      });
      refreshTime(queries);
    },
  });
}
