import { endpoints, type ResponseOf } from '@callboard/plugin-callboard-common';
import {
  getErrorStatus,
  useCallboardQuery,
  useIsSignedIn,
} from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

/** The number of notifications that the bell shows. */
export const MAX_BELL_NOTIFICATIONS = 20;

const FIVE_MINUTES = 5 * 60_000;

/** Statuses of a backend without notifications, or one that does not know the person. */
const ABSENT = [401, 404];

/** A page of notifications, and the unread count. */
export type NotificationList = ResponseOf<typeof endpoints.listNotifications>;

type Latest = UseQueryResult<NotificationList, Error> & {
  /** The backend has no notifications, so the query is disabled. */
  isAbsent: boolean;
};

function useLatestList(query: { only_unread?: boolean }): Latest {
  const isSignedIn = useIsSignedIn();
  const latest = useCallboardQuery(
    endpoints.listNotifications,
    { query: { ...query, limit: MAX_BELL_NOTIFICATIONS } },
    {
      enabled: ({ state }) =>
        isSignedIn && !ABSENT.includes(getErrorStatus(state.error) ?? 0),
      // Live updates invalidate this query, so it needs no short stale time.
      staleTime: FIVE_MINUTES,
    },
  );
  return {
    ...latest,
    isAbsent: !isSignedIn || ABSENT.includes(getErrorStatus(latest.error) ?? 0),
  };
}

/**
 * Loads the latest notifications, with the unread count. All parts of the portal that show or
 * announce them share this request.
 */
export function useLatest(): Latest {
  return useLatestList({});
}

/** Loads the latest unread notifications, however old they are. */
export function useLatestUnread(): Latest {
  return useLatestList({ only_unread: true });
}
