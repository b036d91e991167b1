/**
 * Bundles apps for development and tests. esbuild takes a third of the processor time of the
 * platform's bundler, which builds the deployed apps (`npm run build:all`).
 */
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { createDirectImportsPlugin } from './directImports.mjs';
import { root } from './paths.mjs';

const require = createRequire(import.meta.url);
const esbuild = require('esbuild');

const MODULE_ENDINGS = [
  '.ts',
  '.tsx',
  '.js',
  '.json',
  '/index.ts',
  '/index.tsx',
];

/**
 * Creates a plugin that resolves files of this repository by their exact names. esbuild ignores
 * case: for an import of `./x`, it would load `X.tsx` even if the folder also contains `x.ts`.
 */
function createExactNamesPlugin() {
  const names = new Map();
  const exists = file => {
    const folder = dirname(file);
    if (!names.has(folder)) {
      const isFolder = statSync(folder, {
        throwIfNoEntry: false,
      })?.isDirectory();
      names.set(folder, new Set(isFolder ? readdirSync(folder) : []));
    }
    return names.get(folder).has(basename(file));
  };
  return {
    name: 'exact names',
    setup({ onResolve }) {
      onResolve(
        { filter: /^\.\.?(\/|$)/ },
        ({ path: requested, resolveDir }) => {
          if (!resolveDir.startsWith(join(root, 'plugins/'))) return null;
          const base = join(resolveDir, requested);
          const ending = MODULE_ENDINGS.find(each => exists(`${base}${each}`));
          return ending ? { path: `${base}${ending}` } : null;
        },
      );
    },
  };
}

/** The name that esbuild gives the first module, which has no file. */
const ENTRY_NAME = 'entry-of-the-app.ts';

/** The extensions of files that are served unchanged. */
const ASSET_EXTENSIONS =
  'bmp eot gif ico jpeg jpg md png svg ttf webp woff woff2 xml'.split(' ');

const createLoaders = loader =>
  Object.fromEntries(ASSET_EXTENSIONS.map(ending => [`.${ending}`, loader]));

/**
 * Runs in the browser. Inserts styles before the styles of MUI 4 (`data-jss`), as in a deployed
 * app.
 */
function addStyles(text) {
  const element = document.createElement('style');
  element.textContent = text;
  document.head.insertBefore(
    element,
    document.head.querySelector('style[data-jss]'),
  );
}

/**
 * Creates a plugin that converts style sheets to modules: esbuild would not load the style sheets
 * of lazily loaded modules.
 */
function createStylesPlugin() {
  return {
    name: 'styles',
    setup({ onLoad }) {
      onLoad({ filter: /\.css$/ }, async ({ path }) => {
        const { outputFiles } = await esbuild.build({
          entryPoints: [path],
          bundle: true,
          minify: true,
          write: false,
          loader: createLoaders('dataurl'),
          logLevel: 'silent',
        });
        const text = JSON.stringify(outputFiles[0].text);
        return { contents: `(${addStyles})(${text});` };
      });
    },
  };
}

/**
 * Bundles an app as the platform's bundler does: with polyfills of Node.js, and with separate files
 * for lazily loaded modules.
 *
 * @param options.entry - the first module, as esbuild's `stdin`
 * @param options.folder - where the files are written
 * @param options.publicPath - where the files are served
 * @param options.name - the name of the file to load first, without extension; `[hash]` becomes the
 *   hash of its content
 * @returns `{ script, modules }`: the file to load first, and the paths of the modules in each file
 * @throws Error that lists the problems when the app cannot be bundled
 */
export async function bundle({ entry, folder, publicPath, name = 'index' }) {
  const { metafile } = await esbuild.build({
    stdin: { loader: 'ts', sourcefile: ENTRY_NAME, ...entry },
    entryNames: name,
    bundle: true,
    minify: true,
    inject: [join(root, 'scripts/lib/browserGlobals.js')],
    splitting: true,
    format: 'esm',
    target: 'es2023',
    outdir: folder,
    publicPath,
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
      'process.env.HAS_REACT_DOM_CLIENT': 'true',
      global: 'globalThis',
    },
    loader: createLoaders('file'),
    plugins: [
      createExactNamesPlugin(),
      createDirectImportsPlugin(),
      createStylesPlugin(),
    ],
    logLevel: 'silent',
    metafile: true,
  });
  const files = Object.entries(metafile.outputs);
  const [script] = files.find(([, { entryPoint }]) =>
    entryPoint?.endsWith(ENTRY_NAME),
  );
  const modules = files.map(([file, { inputs }]) => [
    basename(file),
    Object.keys(inputs),
  ]);
  return { script: basename(script), modules: Object.fromEntries(modules) };
}
