import { Route } from 'react-router-dom';
import { NotificationsPage } from './plugin';

/**
 * The route of the page Notifications at its usual path, among the children of
 * `FlatRoutes`. Use `NotificationsPage` for another path.
 *
 * @public
 */
export function callboardNotificationsRoutes(): JSX.Element {
  return <Route path="/notifications" element={<NotificationsPage />} />;
}
