import { Page } from 'playwright-core';
import { Person } from './signIn';
import { PortalSession } from './PortalSession';
import { serveApp } from './serveApp';

/** Opens the app that `scripts/testing/legacyApp.mjs` has built. */
export async function openLegacyApp(
  session: PortalSession,
  person: Person,
): Promise<Page> {
  const folder = process.env.CALLBOARD_E2E_LEGACY_APP;
  if (!folder) throw new Error('The legacy app was not built');
  const page = await session.newPageAlone(person);
  // Without this permission, Chromium prevents a page that `fulfill` has served from opening the
  // live update socket on this machine.
  await page.context().grantPermissions(['local-network-access']);
  await serveApp(page, session.portal.url, {
    title: 'Legacy portal',
    folder,
    publicPath: '/legacy',
  });
  await page.goto('/');
  return page;
}
