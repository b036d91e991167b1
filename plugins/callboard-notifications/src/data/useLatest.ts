import { endpoints, type ResponseOf } from '@callboard/plugin-callboard-common';
import {
  statusOf,
  useCallboardQuery,
  useIsSignedIn,
} from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

/** How many the bell shows. */
export const SHOWN = 20;

const FIVE_MINUTES = 5 * 60_000;

/** What the backend answers that has no notifications, or does not know the person. */
const ABSENT = [401, 404];

/** A page of notifications, and how many are unread. */
export type NotificationList = ResponseOf<typeof endpoints.listNotifications>;

type Latest = UseQueryResult<NotificationList, Error> & {
  /** There are no notifications to ask for, and nothing asks. */
  isAbsent: boolean;
};

function useLatestOf(query: { only_unread?: boolean }): Latest {
  const isSignedIn = useIsSignedIn();
  const latest = useCallboardQuery(
    endpoints.listNotifications,
    { query: { ...query, limit: SHOWN } },
    {
      enabled: ({ state }) =>
        isSignedIn && !ABSENT.includes(statusOf(state.error) ?? 0),
      // Whoever listens asks for it anew when something has changed.
      staleTime: FIVE_MINUTES,
    },
  );
  return {
    ...latest,
    isAbsent: !isSignedIn || ABSENT.includes(statusOf(latest.error) ?? 0),
  };
}

/**
 * The latest notifications, with how many are unread. All of the portal that
 * shows or announces them shares this one request.
 */
export function useLatest(): Latest {
  return useLatestOf({});
}

/** The latest of those that have not been read, however old they are. */
export function useLatestUnread(): Latest {
  return useLatestOf({ only_unread: true });
}
