/** The tab with one's notifications. */
export const inboxSubPage = {
  path: 'inbox',
  title: 'Inbox',
  loader: () => import('./page/InboxPage').then(m => <m.InboxPage />),
};

/** The tab with how one wants to be told. */
export const preferencesSubPage = {
  path: 'preferences',
  title: 'Preferences',
  loader: () =>
    import('./preferences/PreferencesPage').then(m => <m.PreferencesPage />),
};
