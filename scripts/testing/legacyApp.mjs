/**
 * An app on the legacy frontend system with Callboard in it, for the browser tests: the app of `npm
 * run try-install`, with the changes of docs/install.md. esbuild bundles the app from the sources
 * of this repository in some seconds. No packages are installed, and no backend serves the app.
 */
import fs from 'node:fs';
import path from 'node:path';
import { bundle } from '../lib/bundle.mjs';
import { root } from '../lib/paths.mjs';
import { readBlocks } from '../try-install/page.mjs';
import { InstalledPortal } from '../try-install/InstalledPortal.mjs';

const cache = path.join(root, 'node_modules/.cache/callboard-e2e');

/** The app's own sign-in has no tokens, unlike the sign-in of the demo people. */
const SIGN_IN = {
  guest: `<SignInPage {...props} providers={['guest']} />`,
  demo: `<ProxiedSignInPage {...props} provider="demo" headers={{ 'x-callboard-demo-person': localStorage.getItem('callboard.demo.person')! }} />`,
};

/** Replaces the guest, who has no token, with the people of the demo. */
function enableDemoSignIn(folder) {
  const file = path.join(folder, 'packages/app/src/App.tsx');
  const source = fs.readFileSync(file, 'utf8');
  if (!source.includes(SIGN_IN.guest)) {
    throw new Error('The legacy app of try-install uses a different sign-in');
  }
  fs.writeFileSync(
    file,
    source
      .replace(SIGN_IN.guest, SIGN_IN.demo)
      .replace('  SignInPage,\n', '  ProxiedSignInPage,\n'),
  );
}

async function createSources(folder) {
  const portal = new InstalledPortal(folder, () => {});
  portal.create('legacy', 'http://localhost');
  const blocks = readBlocks('legacy').filter(
    ({ language, name }) => language !== 'sh' && name.startsWith('legacy-'),
  );
  for (const block of blocks) await portal.applyBlock(block);
  enableDemoSignIn(folder);
}

/**
 * Rebuilds the app.
 *
 * @returns the folder of the bundle, which begins with `index.js`
 * @throws Error when a package lacks an entry point `./legacy` that docs/install.md imports, or
 *   when bundling fails
 */
export async function buildLegacyApp() {
  fs.mkdirSync(cache, { recursive: true });
  const folder = path.join(cache, 'legacy');
  fs.rmSync(folder, { recursive: true, force: true });
  await createSources(folder);
  const outdir = path.join(folder, 'dist');
  await bundle({
    entry: {
      contents: "import './index';",
      resolveDir: path.join(folder, 'packages/app/src'),
    },
    folder: outdir,
    publicPath: '/legacy',
  });
  return outdir;
}
