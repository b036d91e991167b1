import type { Endpoint } from '@callboard/plugin-callboard-common';
import {
  getProblems,
  getQueryKey,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { refreshTime } from './refreshTime';

/**
 * Returns a function that runs an action on the working calendar, reports its error and refetches
 * the dependent data.
 *
 * @param list - the endpoint whose response the actions change; they also change people's expected
 *   time
 */
export function useAttempt(
  list: Endpoint,
): (run: () => Promise<void>, failed: string) => Promise<boolean> {
  const queries = useQueryClient();
  const notify = useToast();
  return async (run, failed) => {
    try {
      await run();
      return true;
    } catch (error) {
      notify({
        status: 'danger',
        title: failed,
        description: getProblems(error).message,
      });
      return false;
    } finally {
      queries.invalidateQueries({ queryKey: getQueryKey(list) });
      refreshTime(queries);
    }
  };
}
