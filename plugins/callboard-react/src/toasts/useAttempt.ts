import { useCallback } from 'react';
import { getProblems } from '../query/getProblems';
import { useToast } from './ToastCenter';

/** Runs an action and returns its result; undefined after a failure, which it shows. @internal */
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
