import type { Endpoint } from '@callboard/plugin-callboard-common';
import {
  problemsOf,
  queryKeyOf,
  useNotice,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { refreshTime } from './refreshTime';

/**
 * Does something about the working calendar, says where it fails, and reads anew what
 * changes with it.
 *
 * @param list - what the acts change, beside what people are expected to log
 */
export function useAttempt(
  list: Endpoint,
): (act: () => Promise<void>, failed: string) => Promise<boolean> {
  const queries = useQueryClient();
  const notify = useNotice();
  return async (act, failed) => {
    try {
      await act();
      return true;
    } catch (error) {
      notify({
        status: 'danger',
        title: failed,
        description: problemsOf(error).message,
      });
      return false;
    } finally {
      queries.invalidateQueries({ queryKey: queryKeyOf(list) });
      refreshTime(queries);
    }
  };
}
