import type { FrontendFeature } from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { CallboardSignal } from '@callboard/plugin-callboard-common';
import {
  FakeSignals,
  pathsPlugin,
} from '@callboard/plugin-callboard-react/testUtils';
import plugin from '..';
import type { FakeDashboards } from './FakeDashboards';

const realNow = Date.now;

/** How far the clock is from the Saturday that tests are about. */
const shift = Date.parse('2026-11-21T10:00:00.000Z') - realNow();

/**
 * Opens a page of a portal with the plugin, against a fake server. It is 21 November
 * 2026.
 *
 * @param others - what else the portal has
 */
export function renderDashboards(
  path: string,
  server: FakeDashboards,
  others: readonly FrontendFeature[] = [],
): {
  /** Lets the server say that something has changed. */
  signal: (message: CallboardSignal) => void;
} {
  jest.spyOn(Date, 'now').mockImplementation(() => realNow() + shift);
  const signals = new FakeSignals();
  renderTestApp({
    features: [plugin, pathsPlugin, ...others],
    initialRouteEntries: [path],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
    apis: [
      mockApis.fetch({
        // Looked up at each call, because tests may replace `server.fetch` later.
        baseImplementation: (...request) => server.fetch(...request),
      }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
      mockApis.storage(),
      [signalApiRef, signals],
      [
        catalogApiRef,
        { queryEntities: async () => ({ items: [], totalItems: 0 }) },
      ] as never,
    ],
  });
  return {
    signal: message => signals.send(message),
  };
}
