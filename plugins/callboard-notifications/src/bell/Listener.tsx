import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CallboardCache,
  formatCount,
  visuallyHidden,
  useLiveSignal,
  useShortcut,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { listsKey } from '../data/patchCaches';
import {
  useLatestNotifications,
  type NotificationList,
} from '../data/notificationQueries';
import { notificationsRouteRef } from '../routes';
import { callboardNotificationsTranslationRef } from '../translation';
import { useNewNotificationDetector } from './NewNotificationDetector';
import { useDesktopNotifier } from '../desktop/DesktopNotifier';

/** The minimum pause between refetches, because many notifications can change at once. */
const PAUSE_MS = 400;

/**
 * Announces each new notification once: to screen readers, and on the desktop if the person has
 * turned that on.
 */
function Announcer(props: { list: NotificationList }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { list } = props;
  const detector = useNewNotificationDetector();
  const showOnDesktop = useDesktopNotifier();
  const [announcement, setAnnouncement] = useState({ text: '', id: 0 });
  // A ref, so that the effect runs only for a new list, and not when these functions change.
  const functions = useRef({ t, showOnDesktop });
  functions.current = { t, showOnDesktop };
  useEffect(() => {
    const newItems = detector.detect(list, Date.now());
    if (newItems.length > 0) {
      const text = functions.current.t('bell.news', {
        count: newItems.length,
        formatted: formatCount(newItems.length),
        title: newItems[0].title,
      });
      setAnnouncement(({ id }) => ({ text, id: id + 1 }));
      functions.current.showOnDesktop(newItems);
    }
  }, [detector, list]);
  return (
    <div role="status" style={visuallyHidden}>
      {/* Screen readers repeat the same text only if the element is new. */}
      <span key={announcement.id}>{announcement.text}</span>
    </div>
  );
}

function LiveAnnouncer(props: { list: NotificationList | undefined }) {
  const queries = useQueryClient();
  useLiveSignal({
    topic: 'notifications',
    isRelevant: ({ type }) => type === 'notifications',
    run: () => queries.invalidateQueries({ queryKey: listsKey }),
    pauseMs: PAUSE_MS,
  });
  return props.list ? <Announcer list={props.list} /> : null;
}

function Shortcut() {
  const navigate = useNavigate();
  const getHref = useRouteRef(notificationsRouteRef);
  useShortcut('g n', () => getHref && navigate(getHref()));
  return null;
}

function NotificationListener() {
  const latest = useLatestNotifications();
  // Until the first response, it is unknown whether notifications are on in the backend.
  return latest.isUnavailable || latest.isPending ? null : (
    <>
      <Shortcut />
      <LiveAnnouncer list={latest.data} />
    </>
  );
}

/**
 * Keeps the bell up to date on all pages of the portal, and announces new notifications. Sends
 * requests only while a user is signed in. Stops if the backend does not know the user or has
 * notifications off.
 */
export function Listener() {
  return (
    <CallboardCache>
      <NotificationListener />
    </CallboardCache>
  );
}
