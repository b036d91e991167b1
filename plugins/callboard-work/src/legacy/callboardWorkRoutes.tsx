import { Route } from 'react-router-dom';
import { MyWorkPage, ProjectsPage } from './plugin';

/**
 * The routes of the pages Projects and My work at their usual paths, among the
 * children of `FlatRoutes`. Use `ProjectsPage` and `MyWorkPage` for other paths.
 *
 * @public
 */
export function callboardWorkRoutes(): JSX.Element {
  return (
    <>
      <Route path="/projects" element={<ProjectsPage />} />
      <Route path="/my-work" element={<MyWorkPage />} />
    </>
  );
}
