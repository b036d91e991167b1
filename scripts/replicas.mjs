/**
 * `npm run replicas`: runs the portal as two backends on one PostgreSQL, behind a small proxy that
 * distributes the requests in turn.
 *
 *   npm run replicas                 http://localhost:7007, data in var/replicas
 *   PORT=8000 npm run replicas       another port; the replicas use the ports after it
 *   CALLBOARD_DATA_DIR=… npm run replicas   other data, in its folder `replicas`
 *   npm run replicas -- --config FILE …     configuration on top of app-config.yaml
 *
 * While it runs, from another terminal:
 *
 *   npm run replicas -- restart 2    shuts replica 2 down; it restarts
 *   npm run replicas -- kill 2       kills it, as a crash would; it restarts
 *   npm run replicas -- stop 2       shuts it down; it does not restart
 *   npm run replicas -- start 2      starts it again
 *
 * A replica that ends in any other way, such as by `kill -9` with its process
 * id, restarts too.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createRequire } from 'node:module';
import { buildApp, isAppStale } from './lib/appBuild.mjs';
import { layerConfigArguments } from './lib/configArguments.mjs';
import { takeLock, runWhileLocked } from './lib/lock.mjs';
import { replicasFolder, varFolder } from './lib/paths.mjs';
import { findFreePort, isPortFree, readPort } from './lib/port.mjs';
import {
  runReplicaCommand,
  isCommand,
} from './lib/replicas/commandReplica.mjs';
import { deleteStopFiles, Replica } from './lib/replicas/Replica.mjs';
import { ReplicaProxy } from './lib/replicas/ReplicaProxy.mjs';
import { createReplicaSettings } from './lib/replicas/replicaSettings.mjs';
import { replicasLock, stateFile } from './lib/replicas/state.mjs';
import { fail, say, sayAbove, step } from './lib/say.mjs';

const REPLICAS = 2;

const [command, replicaNumber] = process.argv.slice(2);
if (isCommand(command)) {
  await runReplicaCommand(command, replicaNumber);
  process.exit(0);
}

const args = layerConfigArguments(process.argv.slice(2));
const port = readPort();
const url = `http://localhost:${port}`;
const formatPath = file => relative(process.cwd(), file);

let postgres;
let proxy;
let replicas = [];
let isStopping = false;

async function stop() {
  if (isStopping) {
    replicas.forEach(replica => replica.kill());
    return;
  }
  isStopping = true;
  say('\nStopping…');
  await Promise.all(replicas.map(replica => replica.stop()));
  proxy?.close();
  await postgres?.stop();
  say('All replicas and PostgreSQL have stopped. The data remains.');
  process.exit(0);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

async function findFreePorts(count) {
  const ports = [];
  while (ports.length < count) {
    ports.push(await findFreePort((ports.at(-1) ?? port) + 1));
  }
  return ports;
}

function writeState() {
  const state = {
    url,
    replicas: replicas.map(({ number, port: replicaPort, pid, isReady }) => ({
      number,
      port: replicaPort,
      pid,
      isReady,
    })),
  };
  // Moved into place, so that no process reads a partly written file.
  writeFileSync(`${stateFile}.new`, JSON.stringify(state, null, 2));
  renameSync(`${stateFile}.new`, stateFile);
}

async function startReplica(replica) {
  try {
    await step(`Starting replica ${replica.number}`, () => replica.start());
  } catch (error) {
    if (!isStopping) {
      const lines = replica.readLastLines();
      await Promise.all(replicas.map(each => each.stop()));
      await postgres.stop();
      fail(
        lines,
        '',
        `Replica ${replica.number} could not be started: ${error.message}.`,
        `Log: ${formatPath(replica.log)}`,
      );
    }
  }
}

if (!(await isPortFree(port))) {
  fail(
    `Port ${port} is in use by another program.`,
    'Stop that program, or choose another port: PORT=8007 npm run replicas',
  );
}
const other = takeLock(replicasLock, { port });
if (other) {
  fail(
    `Other replicas, on port ${other.port}, use the data in ${replicasFolder}.`,
    'Stop them, or choose another data directory: CALLBOARD_DATA_DIR=… npm run replicas',
  );
}

await step('Starting PostgreSQL', async () => {
  const { startPostgres } = createRequire(import.meta.url)(
    './testing/postgres.cjs',
  );
  const folder = join(replicasFolder, 'postgres');
  postgres = await startPostgres({ durable: true, folder });
}).catch(error => fail(error.message, '', 'PostgreSQL could not be started.'));

deleteStopFiles(Array.from({ length: REPLICAS }, (_, index) => index + 1));
const settings = createReplicaSettings(postgres.connectionString);
const ports = await findFreePorts(REPLICAS);
replicas = ports.map((replicaPort, index) => {
  const number = index + 1;
  return new Replica({
    number,
    port: replicaPort,
    url,
    settings,
    args,
    say: line => sayAbove(`  Replica ${number}: ${line}`),
    onChange: writeState,
  });
});

function sayWaiting() {
  say('  Waiting for another portal of this repository to start…');
}

// Holds the lock until the replicas have read the built app, so that no other start rebuilds it
// earlier.
await runWhileLocked(join(varFolder, 'start.json'), sayWaiting, async () => {
  if (isAppStale()) {
    await step('Building the app', buildApp).catch(error =>
      fail(error.message, '', 'The app could not be built.'),
    );
  }
  // Starts one replica after the other: on an empty database, some of the platform's own plugins
  // cannot create their tables in parallel.
  for (const replica of replicas) {
    await startReplica(replica);
  }
});

if (!isStopping) {
  proxy = new ReplicaProxy(ports);
  await proxy.listen(port);
  say(`\nCallboard is ready: ${url}\n`);
  for (const { number, log, client, pid } of replicas) {
    say(
      `  Replica ${number}: ${client.url} · process ${pid} · ${formatPath(
        log,
      )}`,
    );
  }
  say(
    `  PostgreSQL: port ${postgres.port} · ${formatPath(
      join(postgres.home, 'log'),
    )}`,
  );
  say('\n  Restart one:  npm run replicas -- restart 2');
  say('  Crash one:    npm run replicas -- kill 2');
  say('  Stop one:     npm run replicas -- stop 2 (start it again: start 2)');
  say('  Stop all:     Ctrl-C\n');
  await Promise.all(replicas.map(replica => replica.keepRunning()));
}
