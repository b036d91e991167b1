/**
 * `npm start`: the whole portal, in one process, on one port.
 *
 *   npm start                        http://localhost:7007, data in var/db
 *   PORT=8000 npm start              another port
 *   CALLBOARD_DATA_DIR=… npm start   other data
 *   npm start -- --verbose           the backend's log here, not only in the file
 *   npm start -- --config FILE …     other configuration
 */
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp, isAppStale } from './lib/appBuild.mjs';
import { takeLock, whileLocked } from './lib/lock.mjs';
import { dataFolder, logFile, varFolder } from './lib/paths.mjs';
import { isPortFree, wantedPort } from './lib/port.mjs';
import { PortalClient, portalLock } from './lib/PortalClient.mjs';
import { PortalProcess } from './lib/PortalProcess.mjs';
import { fail, say, sayAbove, step } from './lib/say.mjs';
import { wakeSignals } from './lib/wakeSignals.mjs';

const args = process.argv.slice(2);
const isVerbose = args.includes('--verbose');
// The backend runs in a folder of its own.
const backendArgs = args
  .filter(arg => arg !== '--verbose')
  .map((arg, index, all) =>
    all[index - 1] === '--config' && !/^https?:/.test(arg) ? resolve(arg) : arg,
  );
const port = wantedPort();
const client = new PortalClient(`http://localhost:${port}`);
const shownLog = relative(process.cwd(), logFile);

let portal;
let isStopping = false;

async function stop() {
  if (isStopping) {
    portal?.kill();
    return;
  }
  isStopping = true;
  if (portal) {
    say('\nStopping …');
    await portal.stop();
    say('The portal has stopped; its data are kept.');
  }
  // Stopping is how it is meant to end: npm shall not report an error.
  process.exit(0);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

async function answersOk(path) {
  return (await client.status(path).catch(() => 0)) === 200;
}

async function untilReady() {
  while (!(await answersOk('/.backstage/health/v1/readiness'))) {
    await sleep(250);
  }
  if (!(await answersOk('/'))) {
    throw new Error('it does not serve the app');
  }
  await wakeSignals(client.url);
}

async function startPortal() {
  const makesDemo =
    process.env.NODE_ENV !== 'production' &&
    !existsSync(join(dataFolder, 'callboard.sqlite'));
  const title = makesDemo
    ? 'Starting the portal and making a year of demo data'
    : 'Starting the portal';
  try {
    await step(title, async () => {
      portal = new PortalProcess({
        port,
        args: backendArgs,
        onLine: isVerbose ? sayAbove : undefined,
        onError: isVerbose ? undefined : sayAbove,
      });
      const end = await Promise.race([untilReady(), portal.ended]);
      if (end !== undefined) {
        throw new Error(`it ended with ${end}`);
      }
    });
  } catch (error) {
    if (!isStopping) {
      await portal.stop();
      fail(
        portal.lastLines(),
        '',
        `The portal could not be started: ${error.message}.`,
        `Its whole log: ${shownLog}`,
      );
    }
  }
}

if (!(await isPortFree(port))) {
  fail(
    `Port ${port} is taken: another program listens on it already.`,
    'Stop that one, or choose another port: PORT=7008 npm start',
  );
}
const other = takeLock(portalLock, { port });
if (other) {
  fail(
    `Another portal, on port ${other.port}, uses the data in ${dataFolder}.`,
    'Stop that one, or choose other data: CALLBOARD_DATA_DIR=… npm start',
  );
}

function sayWaiting() {
  say('  Waiting for another portal of this repository to start …');
}

// Held until the portal has read the built app: no other start may build it
// anew beneath this one.
await whileLocked(join(varFolder, 'start.json'), sayWaiting, async () => {
  if (isAppStale()) {
    await step('Building the app', buildApp).catch(error =>
      fail(error.message, '', 'The app could not be built.'),
    );
  }
  await startPortal();
});

if (!isStopping) {
  say(`\nCallboard is ready: ${client.url}\n`);
  say(`  Log: ${shownLog} · Stop: Ctrl-C`);
  const end = await portal.ended;
  if (!isStopping) {
    fail(
      portal.lastLines(),
      '',
      `The portal ended by itself, with ${end}. Its whole log: ${shownLog}`,
    );
  }
}
