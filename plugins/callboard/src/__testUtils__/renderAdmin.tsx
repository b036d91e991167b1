import type { FrontendFeature } from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import plugin from '..';
import type { FakeBackend } from './FakeBackend';

const max = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { namespace: 'default', name: 'max.member' },
  spec: { profile: { displayName: 'Max Member' } },
};

const platform = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { namespace: 'default', name: 'platform' },
  spec: { profile: { displayName: 'Platform' } },
};

/** Those of the kinds that are asked for. */
async function queryEntities({ filter }: { filter?: { kind?: unknown } }) {
  const kinds = [filter?.kind ?? 'User'].flat();
  const items = [max, platform].filter(({ kind }) => kinds.includes(kind));
  return { items, totalItems: items.length };
}

/** Draws a page of the plugin in a portal, against a fake backend. */
export function renderAdmin(
  path: string,
  backend: FakeBackend,
  others: FrontendFeature[] = [],
) {
  return renderTestApp({
    features: [plugin, ...others],
    initialRouteEntries: [path],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
    apis: [
      mockApis.fetch({ baseImplementation: backend.fetch }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
      [catalogApiRef, { queryEntities }] as never,
    ],
  });
}
