/** Builds the app if its inputs have changed. */
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { findExport } from './directImports.mjs';
import { hashFiles } from './hashFiles.mjs';
import { appFolder, backendFolder, root } from './paths.mjs';

/**
 * Contains the hash of the current build's sources. It is in the folder of the build, so any other
 * build deletes it. The backend serves no files whose names begin with a dot.
 */
const sourceHashFile = join(appFolder, 'dist/.sources');

const MODULES_FILE = '.modules.json';

const bundledRoles = [
  'common-library',
  'frontend-plugin',
  'frontend-plugin-module',
  'web-library',
];

const SKIPPED_FILES =
  /(^|\/)(node_modules|dist|dist-types|coverage|__mocks__)$|\.test\.[jt]sx?$|setupTests\.ts$|\.md$/;

const readJson = file => JSON.parse(fs.readFileSync(file, 'utf8'));

/** The app cannot be built. The message comes from the bundler. */
export class AppBuildError extends Error {}

function listFiles(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (SKIPPED_FILES.test(path)) {
      return [];
    }
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}

function listBundledPlugins() {
  return fs
    .readdirSync(join(root, 'plugins'))
    .map(name => join(root, 'plugins', name))
    .filter(folder => {
      const manifest = join(folder, 'package.json');
      return (
        fs.existsSync(manifest) &&
        bundledRoles.includes(readJson(manifest).backstage?.role)
      );
    });
}

function hashSources() {
  const files = [appFolder, ...listBundledPlugins()].flatMap(listFiles);
  return hashFiles([...files, join(root, 'yarn.lock')]);
}

/** Whether the app must be built before it can be served. */
export function isAppStale() {
  return (
    !fs.existsSync(sourceHashFile) ||
    fs.readFileSync(sourceHashFile, 'utf8') !== hashSources()
  );
}

const PLUGIN_ROLES = ['frontend-plugin', 'frontend-plugin-module'];

/**
 * Returns the plugins among the app's dependencies, each as a discovered module, as the platform's
 * bundler does if `app.packages` is `all`.
 */
function listDiscoveredPlugins() {
  const manifest = join(appFolder, 'package.json');
  const require = createRequire(manifest);
  return Object.keys(readJson(manifest).dependencies).flatMap(name => {
    const { backstage, exports } = readJson(
      require.resolve(`${name}/package.json`),
    );
    if (!PLUGIN_ROLES.includes(backstage?.role)) return [];
    return exports?.['./alpha']
      ? [{ name }, { name, export: './alpha' }]
      : [{ name }];
  });
}

/** Creates the first module: the app, followed by the discovered plugins. */
function createEntryModule(plugins) {
  const targets = plugins.map(({ name, export: path = '' }) => {
    const isOurs = name.startsWith('@callboard/');
    return (isOurs && findExport(name, 'default')) || [join(name, path)];
  });
  const modules = targets.map(
    ([, name = 'default'], index) =>
      `{ ...${JSON.stringify(
        plugins[index],
      )}, default: plugin${index}.${name} }`,
  );
  return [
    `import './src/index';`,
    ...targets.map(
      ([file], index) => `import * as plugin${index} from '${file}';`,
    ),
    `window['__@backstage/discovered__'] = { modules: [${modules}] };`,
  ].join('\n');
}

/** Inserts the bundle into the page that the backend serves. */
function insertScript(template, script) {
  const head = `<meta name="backstage-app-mode" content="public">
    <script type="module" src="<%= publicPath %>/static/${script}"></script>`;
  return template.replace('</head>', `  ${head}\n  </head>`);
}

/** Writes the schema of the configuration that the app may read; the backend hides the rest. */
async function writeConfigSchema(dist) {
  const { loadConfigSchema } = createRequire(
    join(backendFolder, 'package.json'),
  )('@backstage/config-loader');
  const schema = await loadConfigSchema({
    dependencies: ['app'],
    packagePaths: [join(root, 'package.json')],
    onSchemaError: error => process.stderr.write(`${error.message}\n`),
  });
  fs.writeFileSync(
    join(dist, '.config-schema.json'),
    JSON.stringify(schema.serialize()),
  );
}

/**
 * Bundles the app for the backend.
 *
 * @param options.dist - the folder to write
 * @param options.isUsed - returns for a plugin's name whether to include the plugin; by default all
 *   plugins are included
 * @throws AppBuildError when the app cannot be bundled
 */
export async function bundleApp({ dist, isUsed = () => true }) {
  const template = join(appFolder, 'public/index.html');
  fs.rmSync(dist, { recursive: true, force: true });
  fs.cpSync(join(appFolder, 'public'), dist, {
    recursive: true,
    filter: file => file !== template,
  });
  const plugins = listDiscoveredPlugins().filter(({ name }) => isUsed(name));
  const bundling = bundle({
    entry: { contents: createEntryModule(plugins), resolveDir: appFolder },
    folder: join(dist, 'static'),
    publicPath: '/static',
    // Browsers cache the files in `static`, so the name must change with the content.
    name: 'index-[hash]',
  }).catch(error => {
    throw new AppBuildError(error.message);
  });
  const [{ script, modules }] = await Promise.all([
    bundling,
    writeConfigSchema(dist),
  ]);
  const page = insertScript(fs.readFileSync(template, 'utf8'), script);
  fs.writeFileSync(join(dist, 'index.html.tmpl'), page);
  fs.writeFileSync(join(dist, MODULES_FILE), JSON.stringify(modules));
}

/** Returns the paths of the modules in each file of the built app, by the file's name. */
export function readModules() {
  return readJson(join(appFolder, 'dist', MODULES_FILE));
}

/**
 * Builds the app into the folder that the portal serves.
 *
 * @throws AppBuildError when the app cannot be bundled
 */
export async function buildApp() {
  const hash = hashSources();
  await bundleApp({ dist: join(appFolder, 'dist') });
  fs.writeFileSync(sourceHashFile, hash);
}
