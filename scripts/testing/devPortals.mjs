/**
 * Builds the portals that `npm start` runs in the folders of the frontend plugins, for the browser
 * tests. One bundle contains all portals, because they share most of their modules. The query
 * `?plugin=` chooses a portal.
 */
import fs from 'node:fs';
import path from 'node:path';
import { bundle } from '../lib/bundle.mjs';
import { root } from '../lib/paths.mjs';
import { listPublishedPackages } from '../packing/packages.mjs';

const folder = path.join(root, 'node_modules/.cache/callboard-e2e/dev');

/**
 * Rebuilds the portals.
 *
 * @returns the folder of the bundle, which begins with `index.js`
 * @throws Error when a frontend plugin has no `dev/index.tsx`, or when bundling fails
 */
export async function buildDevPortals() {
  fs.rmSync(folder, { recursive: true, force: true });
  const portals = listPublishedPackages(root)
    .filter(({ manifest }) => manifest.backstage.role === 'frontend-plugin')
    .map(plugin => path.basename(plugin.folder))
    .map(name => `'${name}': () => import('./plugins/${name}/dev/index.tsx')`);
  await bundle({
    entry: {
      contents: `const portals = { ${portals.join(', ')} };
        portals[new URLSearchParams(location.search).get('plugin')]();`,
      resolveDir: root,
    },
    folder,
    publicPath: '/dev',
  });
  return folder;
}
