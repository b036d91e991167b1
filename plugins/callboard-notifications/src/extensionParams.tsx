import { withSkeleton } from '@callboard/plugin-callboard-react';

/** The metadata of the home-page widget, for both frontend systems. */
export const notificationsWidgetParams = {
  name: 'CallboardNotifications',
  title: 'Notifications',
  description: 'Your latest unread notifications.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};

/** The tab with the person's notifications. */
export const inboxSubPage = {
  path: 'inbox',
  title: 'Inbox',
  loader: withSkeleton(() => import('./page/Inbox').then(m => <m.InboxPage />)),
};

/** The tab with the notification preferences. */
export const preferencesSubPage = {
  path: 'preferences',
  title: 'Preferences',
  loader: withSkeleton(() =>
    import('./preferences/Preferences').then(m => <m.PreferencesPage />),
  ),
};
