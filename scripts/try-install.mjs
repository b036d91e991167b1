/**
 * `npm run try-install`: installs Callboard into portals outside this repository, as described in
 * docs/install.md, and tests them in Chromium.
 *
 *   npm run try-install                 in a temporary folder, which is deleted
 *   npm run try-install -- --keep       retains the folder, with a screenshot of each step
 *   npm run try-install -- --dir DIR    in the folder DIR, which must be empty
 *   npm run try-install -- --packages DIR   with the packages of a retained folder
 *   npm run try-install -- --only new   one portal: new, legacy, rbac, activity or time
 *
 * `new` and `legacy` are the frontend systems. `rbac` adds the policies of docs/permissions.md.
 * `activity` and `time` install only that part, and compare its weight with the full installation.
 */
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatElapsed, fail, say, step } from './lib/say.mjs';
import { packAll } from './packing/packAll.mjs';
import { findChromium } from './testing/chromium.mjs';
import { PackageRegistry } from './try-install/PackageRegistry.mjs';
import { listPackedPackages } from './packing/packages.mjs';
import { recordPackageCache } from './try-install/packageCache.mjs';
import { installations, readBlocks } from './try-install/page.mjs';
import { parts, partTest } from './try-install/partTest.mjs';
import { policyTest } from './try-install/policyTest.mjs';
import { PortalServer } from './try-install/PortalServer.mjs';
import { smokeTest } from './try-install/smokeTest.mjs';
import { InstalledPortal } from './try-install/InstalledPortal.mjs';
import { formatWeights, SQL_LOGGING, weigh } from './try-install/weigh.mjs';

const { startPostgres } = createRequire(import.meta.url)(
  './testing/postgres.cjs',
);

const NAMES = Object.keys(installations);

function parseOptions() {
  try {
    const { values } = parseArgs({
      options: {
        dir: { type: 'string' },
        keep: { type: 'boolean', default: false },
        only: { type: 'string' },
        packages: { type: 'string' },
      },
    });
    if (values.only && !NAMES.includes(values.only)) {
      throw new Error(`--only must be one of: ${NAMES.join(', ')}`);
    }
    return values;
  } catch (error) {
    return fail(
      error.message,
      `Usage: npm run try-install -- [--dir DIR] [--keep] [--packages DIR] [--only ${NAMES.join(
        '|',
      )}]`,
    );
  }
}

function createWorkFolder(dir) {
  if (!dir) {
    return mkdtempSync(join(tmpdir(), 'callboard-try-install-'));
  }
  const folder = resolve(dir);
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) {
    fail(`${folder} is not empty.`);
  }
  return folder;
}

const since = Date.now();
const { dir, keep, only, packages } = parseOptions();
const folder = createWorkFolder(dir);
const logFile = join(folder, 'commands.log');
const log = text => appendFileSync(logFile, `${text}\n`);

/** Functions to call before this process ends, in reverse order. */
const closers = [];

async function closeAll() {
  while (closers.length > 0) {
    await closers.pop()();
  }
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.once(signal, () => closeAll().finally(() => process.exit(code)));
}

/** @param {keyof typeof installations} name */
async function installPortal(name, registry) {
  const portal = new InstalledPortal(join(folder, `${name}-portal`), log);
  const frontend = installations[name];
  await step(
    `Creating a portal on the ${frontend} frontend system: ${name}`,
    async () => portal.create(frontend, registry.url),
  );
  for (const block of readBlocks(name)) {
    await step(`  docs/${block.page}: ${block.name}`, () =>
      portal.applyBlock(block),
    );
  }
  if (!parts[name]) {
    portal.checkComplete();
  }
  await step('  yarn tsc', () => portal.runShell('yarn tsc'));
  await step('  yarn build:all', () => portal.runShell('yarn build:all'));
  // In a deployment, the bundle is extracted over the installed dependencies.
  await portal.runShell('tar -xzf packages/backend/dist/bundle.tar.gz');
  return portal;
}

/** @param test receives the running server, and the file for a screenshot if the test fails */
async function tryPortal(name, portal, test, options) {
  const server = new PortalServer();
  closers.push(() => server.stop());
  await step(`Starting the portal: ${name}`, () =>
    server.start(portal, { ...options, log: join(folder, `${name}.log`) }),
  );
  const result = await test(server, join(folder, `${name}.png`));
  server.checkLog();
  await closers.pop()();
  return result;
}

async function tryOnPostgres(portal, test) {
  const postgres = await startPostgres();
  closers.push(() => postgres.stop());
  const { hostname, port, username, password } = new URL(
    postgres.connectionString,
  );
  await tryPortal('new frontend, PostgreSQL', portal, test, {
    configs: ['app-config.postgres.yaml'],
    settings: {
      POSTGRES_HOST: hostname,
      POSTGRES_PORT: port,
      POSTGRES_USER: username,
      POSTGRES_PASSWORD: password,
    },
  });
  await closers.pop()();
}

/** Weighs a portal, which starts with an empty database. */
const weighPortal = (name, portal, browser, paths) =>
  tryPortal(
    `${name}, weighed`,
    portal,
    server => step(`  weighing ${name}`, () => weigh(server, browser, paths)),
    {
      settings: {
        ...SQL_LOGGING,
        APP_CONFIG_backend_database_connection_directory: '../../weighed',
      },
    },
  );

/** @param full the portal with all parts */
async function tryParts(names, full, registry, browser) {
  const paths = names.map(name => parts[name].weighedPath);
  const fullWeight = await weighPortal('all', full, browser, paths);
  for (const [index, name] of names.entries()) {
    const portal = await installPortal(name, registry);
    await tryPortal(`only ${name}`, portal, ({ url }, picture) =>
      partTest(name, url, browser, picture),
    );
    const path = paths[index];
    const weight = await weighPortal(name, portal, browser, [path]);
    say(formatWeights(name, path, weight, fullWeight));
  }
}

async function tryAll(browser) {
  const registry = new PackageRegistry(
    packages
      ? listPackedPackages(join(resolve(packages), 'packages'))
      : await packAll(folder, log),
  );
  await registry.start();
  closers.push(() => registry.stop());
  closers.push(await recordPackageCache());
  const isIncluded = name => !only || only === name;
  const useBrowser =
    test =>
    ({ url }, picture) =>
      test(url, browser, picture);
  const partNames = Object.keys(parts).filter(isIncluded);
  if (isIncluded('new') || partNames.length > 0) {
    const portal = await installPortal('new', registry);
    if (isIncluded('new')) {
      await tryPortal('new frontend, SQLite', portal, useBrowser(smokeTest));
      await tryOnPostgres(portal, useBrowser(smokeTest));
    }
    if (partNames.length > 0) {
      await tryParts(partNames, portal, registry, browser);
    }
  }
  if (isIncluded('legacy')) {
    const portal = await installPortal('legacy', registry);
    await tryPortal('legacy frontend, SQLite', portal, useBrowser(smokeTest));
  }
  if (isIncluded('rbac')) {
    const portal = await installPortal('rbac', registry);
    await tryPortal('RBAC policies', portal, useBrowser(policyTest));
  }
}

const browser = await findChromium();
if (!browser) {
  fail('Chromium was not found. Install it, or set CHROMIUM_PATH.');
}
say(`Trying docs/install.md in ${folder}`);
try {
  await tryAll(browser);
} catch (error) {
  await closeAll();
  fail(
    error.message,
    '',
    `try-install: failed after ${formatElapsed(since)}. Files: ${folder}`,
  );
}
await closeAll();
if (keep) {
  say(`Files: ${folder}`);
} else {
  await step('Removing the files', () =>
    rm(folder, { recursive: true, force: true }),
  );
}
say(`try-install: passed (${formatElapsed(since)})`);
