import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useIsMounted } from '../hooks/useIsMounted';
import { renderThenFocus } from '../table/mainList';

/** Whether a query is about a resource: a path parameter of the request identifies it. */
function isAbout(queryKey: readonly unknown[], resource: string): boolean {
  // `getQueryKey` puts the input of the request at this position.
  const input = queryKey[3] as { params?: Record<string, unknown> } | undefined;
  return Object.values(input?.params ?? {}).includes(resource);
}

/**
 * Returns a function that leaves the page of a deleted resource, moves the focus, and removes all
 * queries about the resource, so that nothing requests it again. If the person has left the page
 * during the deletion, the function only removes the queries. Call it before invalidating other
 * queries.
 *
 * @public
 */
export function useLeaveDeleted(): (
  resource: string,
  leave: () => void,
) => void {
  const queries = useQueryClient();
  const isMounted = useIsMounted();
  return useCallback(
    (resource, leave) => {
      if (isMounted.current) {
        // Unmount the page first; otherwise it would request its data again.
        renderThenFocus(leave);
      }
      queries.removeQueries({
        predicate: ({ queryKey }) => isAbout(queryKey, resource),
      });
    },
    [queries, isMounted],
  );
}
