import {
  createFrontendPlugin,
  createRouteRef,
} from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
import { TabbedPageBlueprint } from '@callboard/plugin-callboard-react';
import { FakeServer } from '@callboard/plugin-callboard-react/testUtils';
import plugin from '..';

/** The plugin with the admin page, to which the Activity Tracker adds a tab. */
const adminPlugin = createFrontendPlugin({
  pluginId: 'callboard',
  extensions: [
    TabbedPageBlueprint.make({
      params: {
        path: '/callboard',
        title: 'Callboard',
        icon: <svg />,
        routeRef: createRouteRef(),
      },
    }),
  ],
});

export const portal = [adminPlugin, plugin];

/** Creates a server for a super admin, with the given activity rows, oldest first. */
export function createServerWithRows(
  ...rows: Array<Partial<Activity>>
): FakeServer {
  const server = new FakeServer();
  server.actAs({ is_super_admin: true, role: 'admin' });
  server.record(...rows);
  return server;
}

export const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

/** Creates rows about different resources, a minute apart. */
export const createActivityRows = (count: number): Array<Partial<Activity>> =>
  Array.from({ length: count }, (_, index) => ({
    created_at: minutesAgo(count - index),
    entity_label: `resource ${count - index}`,
  }));
