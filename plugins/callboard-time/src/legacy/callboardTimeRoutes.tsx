import { Route } from 'react-router-dom';
import { MyTimePage, TeamTimePage } from './plugin';

/**
 * The routes of the pages My time and Team time at their usual paths, among the
 * children of `FlatRoutes`. Use `MyTimePage` and `TeamTimePage` for other paths.
 *
 * @public
 */
export function callboardTimeRoutes(): JSX.Element {
  return (
    <>
      <Route path="/my-time" element={<MyTimePage />} />
      <Route path="/team-time" element={<TeamTimePage />} />
    </>
  );
}
