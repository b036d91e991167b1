import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  MAX_NOTIFICATIONS_PER_REQUEST,
  type Notification,
  type NotificationPatch,
  getLinkKind,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  getProblems,
  toCountParams,
  useCallboardClient,
  useToast,
  sendInBatches,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import { useQueryClient, useMutation } from '@tanstack/react-query';
import { useMemo, useCallback } from 'react';
import { formatSnoozeTime } from '../item/formatSnoozeTime';
import { callboardNotificationsTranslationRef } from '../translation';
import {
  cancelLists,
  listsKey,
  loadCancelledLists,
  markAllReadInCaches,
  reloadLists,
  patchCaches,
} from './patchCaches';
import { buildUndoSteps } from './notificationState';

/** Opens the target of a notification, if any, here or in a new tab. Returns whether it did. */
export function openTarget(
  target: string | null | undefined,
  navigate: (path: string) => void,
): boolean {
  const kind = getLinkKind(target);
  if (!target || !kind) {
    return false;
  }
  if (kind === 'internal') {
    navigate(target);
  } else {
    window.open(target, '_blank', 'noopener,noreferrer');
  }
  return true;
}

const mutationKey = ['callboard', 'notification-patches'] as const;

/**
 * Returns a function that patches notifications, first in the cached lists and then on the server.
 * It sends one patch at a time, because parallel requests could arrive in the wrong order. If the
 * server returns an error, it refetches the lists and rejects with the error.
 */
export function usePatchNotifications(): (
  items: readonly Notification[],
  patch: NotificationPatch,
) => Promise<void> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const { mutateAsync } = useMutation({
    mutationKey,
    scope: { id: 'callboard-notification-patches' },
    mutationFn: async ({
      ids,
      patch,
    }: {
      ids: string[];
      patch: NotificationPatch;
    }) => {
      const { error } = await sendInBatches<string, unknown>(
        ids,
        batch =>
          batch.length === 1
            ? client.call(endpoints.updateNotification, {
                params: { id: batch[0] },
                body: patch,
              })
            : client.call(endpoints.updateManyNotifications, {
                body: { ids: batch, ...patch },
              }),
        () => {}, // No progress is shown.
        MAX_NOTIFICATIONS_PER_REQUEST,
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
      // While further patches are queued, the server still has notifications without them.
      if (queries.isMutating({ mutationKey }) === 0) {
        await loadCancelledLists(queries);
      }
    },
    [queries, mutateAsync],
  );
}

export interface NotificationActionHandlers {
  setRead: (items: readonly Notification[], isRead: boolean) => void;
  setArchived: (items: readonly Notification[], isArchived: boolean) => void;
  /** Hides notifications until an ISO 8601 time; null shows them again. */
  snooze: (items: readonly Notification[], until: string | null) => void;
  markAllRead: (type?: string) => void;
}

/**
 * Returns actions that update the lists before the server responds, and offer an undo. Returns
 * undefined if the portal's policy denies the actions.
 */
export function useNotificationActions():
  | NotificationActionHandlers
  | undefined {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const patchNotifications = usePatchNotifications();
  const showToast = useToast();
  const canUpdate = useAllowed(permissions.notification.update);
  return useMemo(() => {
    if (!canUpdate) {
      return undefined;
    }
    const showFailure = (error: unknown) =>
      showToast({
        status: 'danger',
        title: t('act.failed'),
        description: getProblems(error).message,
      });
    const undo = async (
      items: readonly Notification[],
      patch: NotificationPatch,
    ) => {
      for (const step of buildUndoSteps(items, patch)) {
        await patchNotifications(step.items, step.patch);
      }
    };
    /** Applies a patch; with a title, shows a message that offers to undo the patch. */
    const runPatch = (
      items: readonly Notification[],
      patch: NotificationPatch,
      title?: string,
    ) => {
      patchNotifications(items, patch).catch(showFailure);
      if (title) {
        showToast({
          status: 'success',
          title,
          onUndo: () => undo(items, patch).catch(showFailure),
        });
      }
    };
    const markAllRead = async (type?: string) => {
      // To undo, the client needs the notifications that were unread. So the message offers an undo
      // only if these notifications fit in one response.
      const unread = await client.call(endpoints.listNotifications, {
        query: {
          only_unread: true,
          type,
          limit: MAX_NOTIFICATIONS_PER_REQUEST,
        },
      });
      await cancelLists(queries);
      markAllReadInCaches(queries, type, unread.items.length);
      const { updated } = await client.call(
        endpoints.markAllNotificationsRead,
        { body: { type } },
      );
      await Promise.all([
        queries.invalidateQueries({ queryKey: listsKey }),
        loadCancelledLists(queries),
      ]);
      const isListComplete = unread.next_cursor === null;
      showToast({
        status: 'success',
        title: t('act.allRead', toCountParams(updated)),
        onUndo:
          isListComplete && unread.items.length > 0
            ? () => undo(unread.items, { is_read: true }).catch(showFailure)
            : undefined,
      });
    };

    return {
      setRead: (items, isRead) =>
        runPatch(
          items,
          { is_read: isRead },
          // A single row shows its new state, so it needs no message.
          items.length > 1
            ? t(isRead ? 'act.read' : 'act.unread', toCountParams(items.length))
            : undefined,
        ),
      setArchived: (items, isArchived) =>
        runPatch(
          items,
          { is_archived: isArchived },
          t(
            isArchived ? 'act.archived' : 'act.restored',
            toCountParams(items.length),
          ),
        ),
      snooze: (items, until) =>
        runPatch(
          items,
          { snoozed_until: until },
          until
            ? t('act.snoozed', {
                ...toCountParams(items.length),
                when: formatSnoozeTime(until),
              })
            : t('act.woken', toCountParams(items.length)),
        ),
      markAllRead: type =>
        void markAllRead(type).catch(error => {
          void reloadLists(queries);
          showFailure(error);
        }),
    };
  }, [canUpdate, client, queries, patchNotifications, showToast, t]);
}
