import { Page } from 'playwright-core';
import { eventually } from './eventually';
import { PortalSession } from './PortalSession';
import { WORKSPACE } from './work';

/** The time limit of a probe: with a socket, the bell shows an announcement within a second. */
const PROBE_MS = 3_000;

/** The bell in the header of a page. */
export const getBell = (page: Page) =>
  page.getByRole('button', { name: /^Notifications/ });

/** Returns the number of unread notifications from the bell. */
export async function readUnreadCount(page: Page): Promise<number> {
  const name = await getBell(page).getAttribute('aria-label');
  return Number(/\d[\d,]*/.exec(name ?? '')?.[0].replace(/,/g, '') ?? 0);
}

/** Announces something to Max, as Alex. */
export async function announce(
  session: PortalSession,
  title: string,
  target_url?: string,
): Promise<void> {
  const response = await session.callApi(
    'alex.admin',
    `${WORKSPACE}/announcements`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        title,
        target_url,
        to: { refs: ['user:default/max.member'] },
      }),
    },
  );
  expect(response.status).toBe(202);
}

/**
 * Waits until each page of Max receives live updates. Until its socket is open, a page only polls.
 */
export async function waitForLiveUpdates(
  session: PortalSession,
  pages: Page[],
): Promise<void> {
  let probes = 0;
  await eventually(async () => {
    const before = await Promise.all(pages.map(readUnreadCount));
    probes += 1;
    await announce(session, `Probe ${probes}`);
    await eventually(
      async () =>
        expect(await Promise.all(pages.map(readUnreadCount))).toEqual(
          before.map(count => count + 1),
        ),
      PROBE_MS,
    );
  });
}
