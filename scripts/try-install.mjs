/**
 * `npm run try-install`: installs Callboard into portals outside this repository, as described in
 * docs/install.md, and tests them in Chromium.
 *
 *   npm run try-install                 in a temporary folder, which is deleted
 *   npm run try-install -- --keep       retains the folder
 *   npm run try-install -- --dir DIR    in this one, which must be empty
 *   npm run try-install -- --only new   one frontend system: new or legacy
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
import { recordPackageCache } from './try-install/packageCache.mjs';
import { readInstallPage } from './try-install/page.mjs';
import { PortalServer } from './try-install/PortalServer.mjs';
import { smokeTest } from './try-install/smokeTest.mjs';
import { InstalledPortal } from './try-install/InstalledPortal.mjs';

const { startPostgres } = createRequire(import.meta.url)(
  './testing/postgres.cjs',
);

const FRONTENDS = ['new', 'legacy'];

function parseOptions() {
  try {
    const { values } = parseArgs({
      options: {
        dir: { type: 'string' },
        keep: { type: 'boolean', default: false },
        only: { type: 'string' },
      },
    });
    if (values.only && !FRONTENDS.includes(values.only)) {
      throw new Error(`--only must be one of: ${FRONTENDS.join(', ')}`);
    }
    return values;
  } catch (error) {
    return fail(
      error.message,
      'Usage: npm run try-install -- [--dir DIR] [--keep] [--only new|legacy]',
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
const { dir, keep, only } = parseOptions();
const folder = createWorkFolder(dir);
const logFile = join(folder, 'commands.log');
const log = text => appendFileSync(logFile, `${text}\n`);

/** Closers to run before this process ends, last one first. */
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

async function installPortal(frontend, registry) {
  const portal = new InstalledPortal(join(folder, `${frontend}-portal`), log);
  await step(`Creating a portal on the ${frontend} frontend system`, async () =>
    portal.create(frontend, registry.url),
  );
  for (const block of readInstallPage(frontend)) {
    await step(`  docs/install.md: ${block.name}`, () =>
      portal.applyBlock(block),
    );
  }
  portal.checkComplete();
  await step('  yarn tsc', () => portal.runShell('yarn tsc'));
  await step('  yarn build:all', () => portal.runShell('yarn build:all'));
  // In a deployment, the bundle is extracted over the installed dependencies.
  await portal.runShell('tar -xzf packages/backend/dist/bundle.tar.gz');
  return portal;
}

async function tryPortal(name, portal, browser, options) {
  const server = new PortalServer();
  closers.push(() => server.stop());
  await step(`Starting the portal: ${name}`, () =>
    server.start(portal, { ...options, log: join(folder, `${name}.log`) }),
  );
  const picture = join(folder, `${name}.png`);
  await smokeTest(server.url, browser, picture);
  server.checkLog();
  await closers.pop()();
}

async function tryOnPostgres(portal, browser) {
  const postgres = await startPostgres();
  closers.push(() => postgres.stop());
  const { hostname, port, username, password } = new URL(
    postgres.connectionString,
  );
  await tryPortal('new frontend, PostgreSQL', portal, browser, {
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

async function tryAll(browser) {
  const registry = new PackageRegistry(await packAll(folder, log));
  await registry.start();
  closers.push(() => registry.stop());
  closers.push(await recordPackageCache());
  for (const frontend of FRONTENDS) {
    if (!only || only === frontend) {
      const portal = await installPortal(frontend, registry);
      await tryPortal(`${frontend} frontend, SQLite`, portal, browser);
      if (frontend === 'new') {
        await tryOnPostgres(portal, browser);
      }
    }
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
