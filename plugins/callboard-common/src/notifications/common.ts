/** What the documentation of the API has the endpoints of notifications under. */
export const notificationsTag = 'Notifications';
