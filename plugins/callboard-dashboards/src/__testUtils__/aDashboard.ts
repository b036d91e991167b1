import {
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { FakeDashboards } from './FakeDashboards';

/** A server with a dashboard `Team health`, and the path of its page. */
export function aDashboard(values: Parameters<FakeDashboards['add']>[1] = {}) {
  const server = new FakeDashboards();
  server.answer({
    listProjects: () => pageOfItems([]),
    getDepartmentTree: () => ({ items: [] }),
    getWorkspace: () => {
      throw new Refusal(503, 'Later');
    },
  });
  const dashboard = server.add('Team health', values);
  return { server, dashboard, path: `/dashboards/${dashboard.id}` };
}
