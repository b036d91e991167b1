import { Route } from 'react-router-dom';
import { MyWorkPage } from './plugin';

/**
 * The route of the page My work at its usual path, among the children of
 * `FlatRoutes`. Use `MyWorkPage` for another path.
 *
 * @public
 */
export function callboardWorkRoutes(): JSX.Element {
  return <Route path="/my-work" element={<MyWorkPage />} />;
}
