import { FakeDashboards } from './FakeDashboards';

/** A server with a dashboard `Team health`, and the path of its page. */
export function aDashboard(values: Parameters<FakeDashboards['add']>[1] = {}) {
  const server = new FakeDashboards();
  const dashboard = server.add('Team health', values);
  return { server, dashboard, path: `/dashboards/${dashboard.id}` };
}
