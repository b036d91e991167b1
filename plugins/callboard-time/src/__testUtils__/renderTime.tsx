import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { CallboardSignal } from '@callboard/plugin-callboard-common';
import { pathsPlugin } from '@callboard/plugin-callboard-react/testUtils';
import plugin from '..';
import type { FakeTime } from './FakeTime';

/** Opens a page of a portal with the plugin, against a fake server. */
export function renderTime(
  path: string,
  server: FakeTime,
): {
  /** Lets the server say that something has changed. */
  signal: (message: CallboardSignal) => void;
} {
  const listeners = new Set<(message: never) => void>();
  renderTestApp({
    features: [plugin, pathsPlugin],
    initialRouteEntries: [path],
    apis: [
      mockApis.fetch({
        // Looked up at each call, because tests may replace `server.fetch` later.
        baseImplementation: (...request) => server.fetch(...request),
      }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
      mockApis.storage(),
      [
        signalApiRef,
        {
          subscribe(_channel: string, listener: (message: never) => void) {
            listeners.add(listener);
            return { unsubscribe: () => listeners.delete(listener) };
          },
        },
      ],
    ],
  });
  return {
    signal: message =>
      listeners.forEach(listener => listener(message as never)),
  };
}
