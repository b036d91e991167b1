import { Route } from 'react-router-dom';
import { AnalyticsPage, DashboardsPage } from './plugin';

/**
 * The routes of the plugin's pages at their usual paths, among the children of
 * `FlatRoutes`. Use the pages themselves for other paths.
 *
 * @public
 */
export function callboardDashboardsRoutes(): JSX.Element {
  return (
    <>
      <Route path="/dashboards" element={<DashboardsPage />} />
      <Route path="/analytics" element={<AnalyticsPage />} />
    </>
  );
}
