/** The initial demo data of the browser tests' portals: created once, then copied. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { getFreePort } from '../lib/freePort.cjs';
import { hashFiles } from '../lib/hashFiles.mjs';
import { runWhileLocked } from '../lib/lock.mjs';
import { PortalClient } from '../lib/PortalClient.mjs';
import { root } from '../lib/paths.mjs';
import { tail } from '../lib/run.mjs';

const Database = createRequire(path.join(root, 'e2e/package.json'))(
  'better-sqlite3',
);

const cache = path.join(root, 'node_modules/.cache/callboard-e2e');

/** The package roles that run in the backend and so affect its data. */
const BACKEND_ROLES =
  /^(backend|backend-plugin|backend-plugin-module|node-library|common-library)$/;

const NO_SOURCE =
  /(^|\/)(node_modules|dist|dist-types|coverage|__testUtils__)$|\.test\.ts$|\.md$/;

/** Files in a data folder that belong to the process that wrote them, not to the data. */
const NOT_DATA = /^portal\.(log|json)|^app\.sqlite|-(wal|shm)$/;

function listFiles(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const file = path.join(folder, entry.name);
    if (NO_SOURCE.test(file)) return [];
    return entry.isDirectory() ? listFiles(file) : [file];
  });
}

function listBackendPackages() {
  return ['packages', 'plugins']
    .flatMap(folder =>
      fs
        .readdirSync(path.join(root, folder))
        .map(name => path.join(root, folder, name)),
    )
    .filter(folder => {
      const manifest = path.join(folder, 'package.json');
      return (
        fs.existsSync(manifest) &&
        BACKEND_ROLES.test(
          JSON.parse(fs.readFileSync(manifest, 'utf8')).backstage?.role,
        )
      );
    });
}

/**
 * Hashes the inputs of the demo data. The date is an input, because the demo's history ends today.
 */
function computeDemoKey() {
  const files = [
    ...listBackendPackages().flatMap(listFiles),
    path.join(root, 'yarn.lock'),
    path.join(root, 'app-config.yaml'),
    path.join(root, 'app-config.local.yaml'),
  ].filter(file => fs.existsSync(file));
  return hashFiles(files, new Date().toISOString().slice(0, 10)).slice(0, 16);
}

/** Starts a portal that fills a new folder with demo data; resolves once the portal is ready. */
async function startPortal(dataFolder) {
  const port = await getFreePort();
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      PORT: String(port),
      CALLBOARD_DATA_DIR: dataFolder,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill();
  process.once('exit', end);
  const ended = new Promise(resolve => child.once('close', resolve)).finally(
    () => process.off('exit', end),
  );
  let output = '';
  const read = resolve => text => {
    output += text;
    if (output.includes('Callboard is ready')) resolve(true);
  };
  const ready = new Promise(resolve => {
    child.stdout.setEncoding('utf8').on('data', read(resolve));
    child.stderr.setEncoding('utf8').on('data', read(resolve));
  });
  const isReady = await Promise.race([ready, ended.then(() => false)]);
  if (!isReady)
    throw new Error(`The demo data could not be created:\n${tail(output)}`);
  return {
    client: new PortalClient(`http://localhost:${port}`),
    async stop() {
      end();
      await ended;
    },
  };
}

/** Counts the entities in the catalog of a ready portal; the catalog may still lack entities. */
async function countCatalog(client) {
  const token = await client.requestToken('alex.admin');
  const entities = await client.request(
    token,
    'GET',
    '/api/catalog/entities?fields=relations',
  );
  return {
    entities: entities.length,
    relations: entities.reduce(
      (sum, { relations = [] }) => sum + relations.length,
      0,
    ),
  };
}

/**
 * Checkpoints the databases, so that they need no other files. Then deletes the files that belong
 * to the ended process.
 */
function cleanDataFolder(folder) {
  for (const name of fs.readdirSync(folder)) {
    if (name.endsWith('.sqlite')) {
      const database = new Database(path.join(folder, name));
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    }
  }
  for (const name of fs.readdirSync(folder)) {
    if (NOT_DATA.test(name)) fs.rmSync(path.join(folder, name));
  }
}

async function createDemo(folder, days) {
  const temporaryFolder = fs.mkdtempSync(path.join(cache, 'partial-'));
  try {
    const data = path.join(temporaryFolder, 'data');
    fs.mkdirSync(data);
    fs.writeFileSync(path.join(data, 'demo.json'), JSON.stringify({ days }));
    const portal = await startPortal(data);
    try {
      fs.writeFileSync(
        path.join(temporaryFolder, 'catalog.json'),
        JSON.stringify(await countCatalog(portal.client)),
      );
    } finally {
      await portal.stop();
    }
    cleanDataFolder(data);
    // Renamed when complete, so that `folder` never contains partial data.
    fs.renameSync(temporaryFolder, folder);
  } finally {
    fs.rmSync(temporaryFolder, { recursive: true, force: true });
  }
}

/** Deletes demo data of other dates, lengths or versions. */
function removeOtherDemos(current) {
  for (const name of fs.readdirSync(cache)) {
    const folder = path.join(cache, name);
    if (/^demo-[0-9a-f]+(-\d+)?$/.test(name) && folder !== current) {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  }
}

/**
 * Creates the demo data, unless they exist for the current code and date.
 *
 * @param days - the number of days before today that the data cover
 * @returns a folder. It contains `data`, the portal's storage, and `catalog.json`, the size that
 *   the catalog had when the portal first reported that it was ready
 * @throws Error with the end of the portal's output when it does not start
 */
export async function prepareDemo(days) {
  fs.mkdirSync(cache, { recursive: true });
  const folder = path.join(cache, `demo-${computeDemoKey()}-${days}`);
  const sayWaiting = () =>
    process.stdout.write('Waiting for another run to create the demo data …\n');
  await runWhileLocked(path.join(cache, 'demo.json'), sayWaiting, async () => {
    if (fs.existsSync(folder)) return;
    process.stdout.write('Creating the demo data …\n');
    await createDemo(folder, days);
    removeOtherDemos(folder);
  });
  return folder;
}
