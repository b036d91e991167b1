import { Route } from 'react-router-dom';
import { MyTimePage } from './plugin';

/**
 * The route of the page My time at its usual path, among the children of
 * `FlatRoutes`. Use `MyTimePage` for another path.
 *
 * @public
 */
export function callboardTimeRoutes(): JSX.Element {
  return <Route path="/my-time" element={<MyTimePage />} />;
}
