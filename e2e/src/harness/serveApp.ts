import fs from 'node:fs';
import path from 'node:path';
import { Page } from 'playwright-core';

/** An app that esbuild has bundled, with `index.js` as its first file. */
export interface BundledApp {
  title: string;
  /** The folder that contains the bundled files. */
  folder: string;
  /** The path below which the browser loads the bundled files, such as `/legacy`. */
  publicPath: string;
}

/** Renders the page of the app, from which the app reads its configuration. */
const renderAppHtml = (
  { title, publicPath }: BundledApp,
  url: string,
) => `<!doctype html>
<html lang="en">
  <head>
    <title>${title}</title>
    <script type="backstage.io/config">${JSON.stringify([
      {
        context: 'app',
        data: {
          app: { title, baseUrl: url },
          backend: { baseUrl: url },
          organization: { name: 'Lantern' },
        },
      },
    ])}</script>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="${publicPath}/index.js"></script>
  </body>
</html>`;

/**
 * Serves an app at the address of the portal. The portal's backend responds to API requests, but the
 * browser loads this app instead of the portal's.
 */
export async function serveApp(
  page: Page,
  url: string,
  app: BundledApp,
): Promise<void> {
  await page.route(
    ({ pathname }) => !pathname.startsWith('/api/'),
    async (route, request) => {
      const { pathname } = new URL(request.url());
      const prefix = `${app.publicPath}/`;
      if (!pathname.startsWith(prefix)) {
        const body = renderAppHtml(app, url);
        await route.fulfill({ contentType: 'text/html', body });
        return;
      }
      const file = path.join(app.folder, pathname.slice(prefix.length));
      await (fs.existsSync(file)
        ? route.fulfill({ path: file })
        : route.fulfill({ status: 404 }));
    },
  );
}
