import { Route } from 'react-router-dom';
import { MyWorkPage, ProjectsPage, WorkItemPage } from './plugin';

/**
 * The routes of the pages Projects, My work and of single work items at their usual paths, among the
 * children of `FlatRoutes`. Use `ProjectsPage` and `MyWorkPage` for other paths.
 *
 * @public
 */
export function callboardWorkRoutes(): JSX.Element {
  return (
    <>
      <Route path="/projects" element={<ProjectsPage />} />
      <Route path="/my-work" element={<MyWorkPage />} />
      <Route path="/work/:workspace/:identifier" element={<WorkItemPage />} />
    </>
  );
}
