import { Route } from 'react-router-dom';
import { ActivityPage } from './plugin';

/**
 * The route of the page Activity at its usual path, among the children of
 * `FlatRoutes`. Use `ActivityPage` for another path.
 *
 * @public
 */
export function callboardActivityRoutes(): JSX.Element {
  return <Route path="/activity" element={<ActivityPage />} />;
}
