import { withSkeleton } from '@callboard/plugin-callboard-react';

/** The tab with the person's notifications. */
export const inboxSubPage = {
  path: 'inbox',
  title: 'Inbox',
  loader: withSkeleton(() =>
    import('./page/InboxPage').then(m => <m.InboxPage />),
  ),
};

/** The tab with the notification preferences. */
export const preferencesSubPage = {
  path: 'preferences',
  title: 'Preferences',
  loader: withSkeleton(() =>
    import('./preferences/PreferencesPage').then(m => <m.PreferencesPage />),
  ),
};
