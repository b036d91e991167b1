import {
  endpoints,
  MAX_NOTIFICATIONS_AT_ONCE,
  type Notification,
  type NotificationPatch,
} from '@callboard/plugin-callboard-common';
import {
  sendInBatches,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { cancelLists, patchCaches, reloadLists } from './patchCaches';

/**
 * Patches notifications: first in the cached lists, then on the server, one patch at a time,
 * because parallel requests could arrive in the wrong order.
 *
 * @returns a function whose promise rejects with the server's error; the lists are then refetched
 */
export function usePatchNotifications(): (
  items: readonly Notification[],
  patch: NotificationPatch,
) => Promise<void> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const { mutateAsync } = useMutation({
    scope: { id: 'callboard-notification-patches' },
    mutationFn: async ({
      ids: all,
      patch: sentPatch,
    }: {
      ids: string[];
      patch: NotificationPatch;
    }) => {
      const { error } = await sendInBatches<string, unknown>(
        all,
        ids =>
          ids.length === 1
            ? client.call(endpoints.updateNotification, {
                params: { id: ids[0] },
                body: sentPatch,
              })
            : client.call(endpoints.updateManyNotifications, {
                body: { ids, ...sentPatch },
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
    async (items, patch) => {
      // An older response would revert the patch.
      await cancelLists(queries);
      patchCaches(queries, items, patch);
      try {
        await mutateAsync({ ids: items.map(({ id }) => id), patch });
      } catch (error) {
        await reloadLists(queries);
        throw error;
      }
    },
    [queries, mutateAsync],
  );
}
