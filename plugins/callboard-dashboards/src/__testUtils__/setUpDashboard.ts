import {
  toFakeId,
  newProject,
} from '@callboard/plugin-callboard-react/testUtils';
import { FakeDashboards } from './FakeDashboards';

/**
 * Creates a server with a dashboard `Team health`, and returns the path of the dashboard's page.
 */
export function setUpDashboard(
  values: Parameters<FakeDashboards['addDashboard']>[1] = {},
) {
  const server = new FakeDashboards();
  const dashboard = server.addDashboard('Team health', values);
  return { server, dashboard, path: `/dashboards/${dashboard.id}` };
}

/**
 * Creates a server with a project, and a table on a shared dashboard. The returned `widget` refers
 * to the table in the format of card settings: `<workspace>/<dashboard id>/<widget id>`.
 */
export function setUpSharedTable() {
  const server = new FakeDashboards();
  const project = server.insert('projects', newProject());
  const { id } = server.addDashboard('Delivery', { access: 'shared' });
  const table = server.addTable({ id }, 'Open');
  const [path, widget] = [`/dashboards/${id}`, `default/${id}/${table.id}`];
  return { server, project, path, widget };
}

/** Creates the signal of a change in the workspace. */
export const createChangeSignal = <Type extends string>(
  entity_type: Type,
  entity_id: string = toFakeId('item', 1),
) =>
  ({
    type: 'change',
    workspace_id: toFakeId('workspace', 1),
    entity_type,
    entity_id,
  } as const);
