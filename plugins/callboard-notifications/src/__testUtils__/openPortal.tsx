import type { FrontendFeature } from '@backstage/frontend-plugin-api';
import {
  everyPageHeader,
  otherPage,
  renderPage,
  type PageOptions,
} from '@callboard/plugin-callboard-react/testUtils';
import { waitFor } from '@testing-library/react';
import plugin from '../plugin';
import type { NotificationServer } from './NotificationServer';

/** Opens a page of a portal with the bell, and with pages that notifications link to. */
export function openPortal(
  path: string,
  server: NotificationServer,
  options?: PageOptions & { features?: FrontendFeature[] },
) {
  const features = [
    plugin,
    everyPageHeader,
    otherPage,
    ...(options?.features ?? []),
  ];
  const { signal, signals, checkedPermissions } = renderPage(
    features,
    path,
    server,
    options,
  );
  return {
    checkedPermissions,
    /** Sends a change signal from the server. */
    signal: () => signal({ type: 'notifications' }),
    /** Resolves once the bell has loaded and receives live updates. */
    waitUntilLive: () => waitFor(() => expect(signals.isSubscribed).toBe(true)),
  };
}
