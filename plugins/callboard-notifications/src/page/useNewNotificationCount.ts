import { useLiveSignal } from '@callboard/plugin-callboard-react';
import { useCallback, useEffect, useState } from 'react';
import type { NotificationPages } from '../data/useNotificationPages';
import { getNewNotifications, addKnown } from '../listener/getNewNotifications';

/** A busy portal sends many signals; one refetch in this time is enough, in milliseconds. */
const QUIET_MS = 1_000;

/**
 * Keeps a list up to date. If only the first page is loaded, refetches it. If more pages are loaded, a
 * refetch would lose the scroll position: `count` is the number of new notifications instead, and
 * `show` loads them.
 */
export function useNewNotificationCount(pages: NotificationPages): {
  count: number;
  show: () => void;
} {
  const [count, setCount] = useState(0);
  const { items, restart, peek } = pages;
  useEffect(() => {
    if (pages.pages === 1) {
      setCount(0);
    }
  }, [pages.pages]);
  const check = async () => {
    const known = addKnown(new Map(), items ?? []);
    const first = await peek();
    setCount(getNewNotifications(known, first.items).length);
  };
  useLiveSignal({
    topic: 'notifications',
    wakesOn: ({ type }) => type === 'notifications',
    run: () => {
      if (pages.pages > 1) {
        check().catch(() => {});
      } else {
        restart();
      }
    },
    pauseMs: QUIET_MS,
  });
  const show = useCallback(() => {
    setCount(0);
    restart();
    document.querySelector('main, [role=main]')?.scrollIntoView?.();
  }, [restart]);
  return { count, show };
}
