import type { FrontendFeature } from '@backstage/frontend-plugin-api';
import {
  type FakeServer,
  type PageOptions,
  renderPage,
} from '@callboard/plugin-callboard-react/testUtils';
import plugin from '../plugin';

const createEntity = (kind: string, name: string, displayName: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { namespace: 'default', name },
  spec: { profile: { displayName } },
});

const entities = [
  createEntity('User', 'max.member', 'Max Member'),
  createEntity('Group', 'platform', 'Platform'),
];

/** Opens a page of the plugin in a portal whose catalog has a user and a group. */
export const renderAdmin = (
  path: string,
  server: FakeServer,
  otherFeatures: FrontendFeature[] = [],
  options: PageOptions = {},
) =>
  renderPage([plugin, ...otherFeatures], path, server, {
    entities,
    ...options,
  });
