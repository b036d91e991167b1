import { Page } from 'playwright-core';
import { eventually } from './eventually';
import { hasReceivedSignal } from './frames';
import { PortalSession } from './PortalSession';
import { makeItem } from './work';

/** The time limit of a probe: with a socket, a page shows a change within a second. */
const PROBE_MS = 3_000;

/**
 * Waits until each page receives live updates of the project at `path`. Before its socket is open,
 * a page only polls, once a minute.
 */
export async function waitUntilLive(
  session: PortalSession,
  path: string,
  ...pages: Page[]
): Promise<void> {
  await eventually(async () => {
    const { id } = await makeItem(session, path, {
      title: 'Live update probe',
    });
    await eventually(async () => {
      for (const page of pages) expect(hasReceivedSignal(page, id)).toBe(true);
    }, PROBE_MS);
  });
}
