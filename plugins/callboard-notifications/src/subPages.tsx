import { withSkeleton } from '@callboard/plugin-callboard-react';

/** The tab with one's notifications. */
export const inboxSubPage = {
  path: 'inbox',
  title: 'Inbox',
  loader: withSkeleton(() =>
    import('./page/InboxPage').then(m => <m.InboxPage />),
  ),
};

/** The tab with how one wants to be told. */
export const preferencesSubPage = {
  path: 'preferences',
  title: 'Preferences',
  loader: withSkeleton(() =>
    import('./preferences/PreferencesPage').then(m => <m.PreferencesPage />),
  ),
};
