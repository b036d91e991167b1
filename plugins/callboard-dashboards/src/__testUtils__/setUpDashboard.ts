import {
  toFakeId,
  newProject,
} from '@callboard/plugin-callboard-react/testUtils';
import { FakeDashboards } from './FakeDashboards';

/** A server with a dashboard `Team health`, and the path of its page. */
export function setUpDashboard(
  values: Parameters<FakeDashboards['add']>[1] = {},
) {
  const server = new FakeDashboards();
  const dashboard = server.add('Team health', values);
  return { server, dashboard, path: `/dashboards/${dashboard.id}` };
}

/**
 * A server with a project and a table on a shared dashboard; `widget` names the table as the
 * settings of cards do.
 */
export function setUpSharedTable() {
  const server = new FakeDashboards();
  const project = server.insert('projects', newProject());
  const { id } = server.add('Delivery', { access: 'shared' });
  const table = server.addTable({ id }, 'Open');
  const [path, widget] = [`/dashboards/${id}`, `default/${id}/${table.id}`];
  return { server, project, path, widget };
}

/** The signal that something in the workspace has changed. */
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
