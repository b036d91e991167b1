import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  MAX_NOTIFICATIONS_AT_ONCE,
  type Notification,
  type NotificationPatch,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  getProblems,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { snoozeText } from '../item/snoozeText';
import { callboardNotificationsTranslationRef } from '../translation';
import {
  cancelLists,
  listsKey,
  markAllReadInCaches,
  reloadLists,
} from './patchCaches';
import { buildUndoSteps } from './notificationState';
import { usePatchNotifications } from './usePatchNotifications';

/** The actions on the person's notifications. */
export interface NotificationStateActions {
  setRead: (items: readonly Notification[], isRead: boolean) => void;
  setArchived: (items: readonly Notification[], isArchived: boolean) => void;
  /** Hides notifications until an ISO 8601 time; null shows them again. */
  snooze: (items: readonly Notification[], until: string | null) => void;
  /** Marks all current notifications as read, or all of one type. */
  markAllRead: (type?: string) => void;
}

/** Returns optimistic actions, each with a message and an undo. */
export function useNotificationActions(): NotificationStateActions {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const send = usePatchNotifications();
  const notify = useToast();
  return useMemo(() => {
    const fail = (error: unknown) =>
      notify({
        status: 'danger',
        title: t('act.failed'),
        description: getProblems(error).message,
      });
    const undo = async (
      items: readonly Notification[],
      patch: NotificationPatch,
    ) => {
      for (const step of buildUndoSteps(items, patch)) {
        await send(step.items, step.patch);
      }
    };
    const run = (
      items: readonly Notification[],
      patch: NotificationPatch,
      title?: string,
    ) => {
      send(items, patch).catch(fail);
      if (title) {
        notify({
          status: 'success',
          title,
          onUndo: () => undo(items, patch).catch(fail),
        });
      }
    };
    const toCountParams = (items: readonly unknown[]) => ({
      count: items.length,
      formatted: formatCount(items.length),
    });

    const markAllRead = async (type?: string) => {
      // The maximum that one undo can restore.
      const unread = await client.call(endpoints.listNotifications, {
        query: { only_unread: true, type, limit: MAX_NOTIFICATIONS_AT_ONCE },
      });
      await cancelLists(queries);
      markAllReadInCaches(queries, type);
      const { updated } = await client.call(
        endpoints.markAllNotificationsRead,
        { body: { type } },
      );
      await queries.invalidateQueries({ queryKey: listsKey });
      const isAll = unread.next_cursor === null;
      notify({
        status: 'success',
        title: t('act.allRead', {
          count: updated,
          formatted: formatCount(updated),
        }),
        onUndo:
          isAll && unread.items.length > 0
            ? () => undo(unread.items, { is_read: true }).catch(fail)
            : undefined,
      });
    };

    return {
      setRead: (items, isRead) =>
        run(
          items,
          { is_read: isRead },
          // A single row shows its state itself.
          items.length > 1
            ? t(isRead ? 'act.read' : 'act.unread', toCountParams(items))
            : undefined,
        ),
      setArchived: (items, isArchived) =>
        run(
          items,
          { is_archived: isArchived },
          t(isArchived ? 'act.archived' : 'act.restored', toCountParams(items)),
        ),
      snooze: (items, until) =>
        run(
          items,
          { snoozed_until: until },
          until
            ? t('act.snoozed', {
                ...toCountParams(items),
                when: snoozeText(until),
              })
            : t('act.woken', toCountParams(items)),
        ),
      markAllRead: type =>
        void markAllRead(type).catch(error => {
          void reloadLists(queries);
          fail(error);
        }),
    };
  }, [client, queries, send, notify, t]);
}
