/**
 * An app on the legacy frontend system with Callboard in it, for the browser tests: the app that
 * `npm run try-install` uses, with what docs/install.md says put in. esbuild bundles it from the
 * sources of this repository in some seconds; it is not installed, and not served by a backend.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { readInstallPage } from '../try-install/page.mjs';
import { TriedPortal } from '../try-install/TriedPortal.mjs';

const { build } = createRequire(path.join(root, 'e2e/package.json'))('esbuild');

const cache = path.join(root, 'node_modules/.cache/callboard-e2e');

/** The app's own sign-in has no tokens; the demo's people have. */
const SIGN_IN = {
  guest: `<SignInPage {...props} providers={['guest']} />`,
  demo: `<ProxiedSignInPage {...props} provider="demo" headers={{ 'x-callboard-demo-person': localStorage.getItem('callboard.demo.person')! }} />`,
};

/** What a portal's bundler has in place of globals of Node.js. */
const GLOBALS = `
  export { Buffer } from 'buffer/';
  export { default as process } from 'process';
`;

const ENDINGS = ['.ts', '.tsx', '.js', '.json', '/index.ts', '/index.tsx'];

/**
 * Finds files of this repository by their exact names. esbuild takes `./x.tsx` for an import of
 * `./X`, and a folder may hold both `X.tsx` and `x.ts`.
 */
function exactNames() {
  const names = new Map();
  const exists = file => {
    const folder = path.dirname(file);
    if (!names.has(folder)) {
      names.set(
        folder,
        new Set(fs.existsSync(folder) ? fs.readdirSync(folder) : []),
      );
    }
    return names.get(folder).has(path.basename(file));
  };
  return {
    name: 'exact names',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?(\/|$)/ }, ({ path: wanted, resolveDir }) => {
        if (!resolveDir.startsWith(path.join(root, 'plugins/'))) return null;
        const base = path.join(resolveDir, wanted);
        const ending = ENDINGS.find(each => exists(`${base}${each}`));
        return ending ? { path: `${base}${ending}` } : null;
      });
    },
  };
}

/** Puts the people of the demo in place of the guest, who has no token. */
function useDemoSignIn(folder) {
  const file = path.join(folder, 'packages/app/src/App.tsx');
  const source = fs.readFileSync(file, 'utf8');
  if (!source.includes(SIGN_IN.guest)) {
    throw new Error('The legacy app of try-install signs in otherwise');
  }
  fs.writeFileSync(
    file,
    source
      .replace(SIGN_IN.guest, SIGN_IN.demo)
      .replace('  SignInPage,\n', '  ProxiedSignInPage,\n'),
  );
}

async function makeSources(folder) {
  const portal = new TriedPortal(folder, () => {});
  portal.make('legacy', 'http://localhost');
  const blocks = readInstallPage('legacy').filter(
    ({ language, name }) => language !== 'sh' && name.startsWith('legacy-'),
  );
  for (const block of blocks) await portal.apply(block);
  useDemoSignIn(folder);
}

/**
 * Makes the app anew.
 *
 * @returns the folder of its files, `index.js` and `index.css` among them
 * @throws Error when a package has no `./legacy` that the page names, or anything else does not bundle
 */
export async function buildLegacyApp() {
  fs.mkdirSync(cache, { recursive: true });
  const folder = path.join(cache, 'legacy');
  fs.rmSync(folder, { recursive: true, force: true });
  await makeSources(folder);
  const outdir = path.join(folder, 'dist');
  const globals = path.join(folder, 'globals.js');
  fs.writeFileSync(globals, GLOBALS);
  await build({
    entryPoints: [path.join(folder, 'packages/app/src/index.tsx')],
    bundle: true,
    inject: [globals],
    splitting: true,
    format: 'esm',
    outdir,
    publicPath: '/legacy',
    jsx: 'automatic',
    mainFields: ['browser', 'module', 'main'],
    alias: {
      buffer: 'buffer/',
      process: 'process/browser.js',
      stream: 'stream-browserify',
    },
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.APP_CONFIG': '[]',
      global: 'globalThis',
    },
    loader: {
      '.eot': 'file',
      '.png': 'dataurl',
      '.svg': 'dataurl',
      '.ttf': 'file',
      '.woff': 'file',
      '.woff2': 'file',
    },
    plugins: [exactNames()],
    logLevel: 'error',
  });
  return outdir;
}
