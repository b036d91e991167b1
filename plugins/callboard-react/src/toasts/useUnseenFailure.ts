import { useCallback } from 'react';
import { useIsMounted } from '../hooks/useIsMounted';
import { getProblems } from '../query/getProblems';
import { useToast } from './ToastCenter';

/**
 * Returns a function that shows a failed save as a message if the component has unmounted. A
 * mounted component shows the error itself. Without the message, a person who closes a drawer or
 * leaves a page during a slow save would not learn that their input was not saved.
 *
 * @internal
 */
export function useUnseenFailure(): (
  title: string,
  error: unknown,
  /** The server's message by default. */
  description?: string,
) => void {
  const notify = useToast();
  const isMounted = useIsMounted();
  return useCallback(
    (title, error, description = getProblems(error).message) => {
      if (!isMounted.current) {
        notify({ status: 'danger', title, description });
      }
    },
    [notify, isMounted],
  );
}
