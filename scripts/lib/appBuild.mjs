/** Building the app, when what it is made of has changed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { appFolder, backstageCli, root } from './paths.mjs';
import { run, tail } from './run.mjs';

/** Lives in the build itself: whoever builds otherwise wipes it out too. */
const markFile = join(appFolder, 'dist/.sources');

const bundledRoles = [
  'common-library',
  'frontend-plugin',
  'frontend-plugin-module',
  'web-library',
];

const skipped =
  /(^|\/)(node_modules|dist|dist-types|coverage|__mocks__)$|\.test\.[jt]sx?$|setupTests\.ts$|\.md$/;

/** The app cannot be built; the message is the end of the bundler's output. */
export class AppBuildError extends Error {}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (skipped.test(path)) {
      return [];
    }
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

function bundledPlugins() {
  return readdirSync(join(root, 'plugins'))
    .map(name => join(root, 'plugins', name))
    .filter(folder => {
      const manifest = join(folder, 'package.json');
      return (
        existsSync(manifest) &&
        bundledRoles.includes(
          JSON.parse(readFileSync(manifest, 'utf8')).backstage?.role,
        )
      );
    });
}

/** The `app:` section of a config file, as text: the bundler reads it. */
function appSection(file) {
  if (!existsSync(file)) {
    return '';
  }
  const section = /^app:.*\n(?:(?:[ \t#].*)?\n)*/m.exec(
    `${readFileSync(file, 'utf8')}\n`,
  );
  return section ? section[0] : '';
}

function hashOfSources() {
  const hash = createHash('sha256');
  const files = [appFolder, ...bundledPlugins()].flatMap(filesIn).sort();
  for (const file of [...files, join(root, 'yarn.lock')]) {
    hash.update(`${relative(root, file)}\0`).update(readFileSync(file));
  }
  for (const name of ['app-config.yaml', 'app-config.local.yaml']) {
    hash.update(`${name}\0`).update(appSection(join(root, name)));
  }
  return hash.digest('hex');
}

/** Whether the app must be built before it can be served. */
export function isAppStale() {
  return (
    !existsSync(markFile) || readFileSync(markFile, 'utf8') !== hashOfSources()
  );
}

/**
 * Runs the bundler in the folder of an app.
 *
 * @throws AppBuildError when it fails
 */
export async function bundleApp(cwd) {
  const { code, output } = await run(
    process.execPath,
    [backstageCli, 'package', 'build'],
    { cwd, env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (code !== 0) {
    throw new AppBuildError(tail(output));
  }
}

/**
 * Builds the app.
 *
 * @throws AppBuildError when the bundler fails
 */
export async function buildApp() {
  const hash = hashOfSources();
  await bundleApp(appFolder);
  writeFileSync(markFile, hash);
}
