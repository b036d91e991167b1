import fs from 'node:fs';
import path from 'node:path';
import { Page } from 'playwright-core';
import { Person } from './signIn';
import { PortalSession } from './PortalSession';

/** The portal's configuration, which the app reads from its page. */
const createAppConfig = (url: string) => ({
  app: { title: 'Legacy portal', baseUrl: url },
  backend: { baseUrl: url },
  organization: { name: 'Lantern' },
});

const renderAppHtml = (url: string) => `<!doctype html>
<html lang="en">
  <head>
    <title>Legacy portal</title>
    <script type="backstage.io/config">${JSON.stringify([
      { context: 'app', data: createAppConfig(url) },
    ])}</script>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/legacy/index.js"></script>
  </body>
</html>`;

/**
 * Opens the app that `scripts/testing/legacyApp.mjs` has built, at the address of the portal. The
 * portal's backend responds to API requests, but the browser loads this app instead of the portal's.
 */
export async function openLegacyApp(
  session: PortalSession,
  person: Person,
): Promise<Page> {
  const folder = process.env.CALLBOARD_E2E_LEGACY_APP;
  if (!folder) throw new Error('The legacy app was not built');
  const { url } = session.portal;
  const page = await session.newPageAlone(person);
  // Without this permission, Chromium forbids a page that `fulfill` has served to open the socket of
  // live updates on this machine.
  await page.context().grantPermissions(['local-network-access']);
  await page.route(
    ({ pathname }) => !pathname.startsWith('/api/'),
    async (route, request) => {
      const { pathname } = new URL(request.url());
      if (!pathname.startsWith('/legacy/')) {
        await route.fulfill({
          contentType: 'text/html',
          body: renderAppHtml(url),
        });
        return;
      }
      const file = path.join(folder, pathname.slice('/legacy/'.length));
      await (fs.existsSync(file)
        ? route.fulfill({ path: file })
        : route.fulfill({ status: 404 }));
    },
  );
  await page.goto('/');
  return page;
}
