/** The tag of notification endpoints in the API documentation. */
export const notificationsTag = 'Notifications';
