import { withSkeleton } from '@callboard/plugin-callboard-react';

export const notificationsWidgetParams = {
  name: 'CallboardNotifications',
  title: 'Notifications',
  description: 'Your latest unread notifications.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};

export const inboxSubPage = {
  path: 'inbox',
  title: 'Inbox',
  loader: withSkeleton(() => import('./page/Inbox').then(m => <m.InboxPage />)),
};

export const preferencesSubPage = {
  path: 'preferences',
  title: 'Preferences',
  loader: withSkeleton(() =>
    import('./preferences/Preferences').then(m => <m.PreferencesPage />),
  ),
};
