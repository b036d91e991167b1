import { useCallback } from 'react';
import { getProblems } from '../query/getProblems';
import { useToast } from './ToastCenter';

/**
 * Returns a function that runs an action and returns its result. If the action fails, the function
 * shows the server's message, below `failureTitle` if given, and returns undefined.
 *
 * @internal
 */
export function useAttempt(): <Result>(
  action: () => Promise<Result>,
  failureTitle?: string,
) => Promise<Result | undefined> {
  const notify = useToast();
  return useCallback(
    async (action, failureTitle) => {
      try {
        return await action();
      } catch (error) {
        const { message } = getProblems(error);
        notify({
          status: 'danger',
          title: failureTitle ?? message,
          description: failureTitle && message,
        });
        return undefined;
      }
    },
    [notify],
  );
}
