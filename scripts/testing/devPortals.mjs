/**
 * The portals of `npm start` in the frontend plugins, for the browser tests. One bundle contains all of
 * them, because they share most of their modules; the query `?plugin=` chooses one.
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
 * @returns the folder of their files, `index.js` among them
 * @throws Error when a frontend plugin has no `dev/index.tsx`, or one does not bundle
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
