import {
  endpoints,
  MAX_NOTIFICATIONS_AT_ONCE,
  type Notification,
} from '@callboard/plugin-callboard-common';
import {
  inBatches,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { cancelLists, markInCaches, reloadLists } from './markInCaches';
import type { Marks } from './marks';

/**
 * Marks notifications: on the lists at once, then on the server, one change after
 * the other. Two that are on their way together could arrive in the wrong order.
 *
 * @returns rejects with the server's error; the lists are then refetched
 */
export function useSendMarks(): (
  items: readonly Notification[],
  marks: Marks,
) => Promise<void> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const { mutateAsync } = useMutation({
    scope: { id: 'callboard-notification-marks' },
    mutationFn: async ({
      ids: all,
      marks,
    }: {
      ids: string[];
      marks: Marks;
    }) => {
      const { error } = await inBatches<string, unknown>(
        all,
        ids =>
          ids.length === 1
            ? client.call(endpoints.updateNotification, {
                params: { id: ids[0] },
                body: marks,
              })
            : client.call(endpoints.updateManyNotifications, {
                body: { ids, ...marks },
              }),
        () => {},
        MAX_NOTIFICATIONS_AT_ONCE,
      );
      if (error) {
        throw error;
      }
    },
  });
  return useCallback(
    async (items, marks) => {
      // An older response would revert the patch.
      await cancelLists(queries);
      markInCaches(queries, items, marks);
      try {
        await mutateAsync({ ids: items.map(({ id }) => id), marks });
      } catch (error) {
        await reloadLists(queries);
        throw error;
      }
    },
    [queries, mutateAsync],
  );
}
