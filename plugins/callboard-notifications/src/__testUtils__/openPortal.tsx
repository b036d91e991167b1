import type { FrontendFeature } from '@backstage/frontend-plugin-api';
import {
  everyPageHeader,
  otherPage,
  renderPage,
  type PageOptions,
} from '@callboard/plugin-callboard-react/testUtils';
import { waitFor } from '@testing-library/react';
import plugin from '..';
import type { NotificationServer } from './NotificationServer';

/** Opens a page of a portal with the bell, and with pages that notifications lead to. */
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
  const { signal, signals } = renderPage(features, path, server, options);
  return {
    /** Lets the server say that something has changed. */
    signal: () => signal({ type: 'notifications' }),
    /** Resolves once the bell knows what is there, and hears what comes. */
    untilHeard: () => waitFor(() => expect(signals.isHeard).toBe(true)),
  };
}
