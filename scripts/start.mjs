/**
 * `npm start`: runs the whole portal in one process, on one port.
 *
 *   npm start                        http://localhost:7007, data in var/db
 *   PORT=8000 npm start              another port
 *   CALLBOARD_DATA_DIR=… npm start   other data
 *   npm start -- --verbose           the backend's log on the terminal, not only in the file
 *   npm start -- --config FILE …     configuration on top of app-config.yaml
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { AppBuildError, buildApp, isAppStale } from './lib/appBuild.mjs';
import { layerConfigArguments } from './lib/configArguments.mjs';
import { takeLock, runWhileLocked } from './lib/lock.mjs';
import { dataFolder, logFile, varFolder } from './lib/paths.mjs';
import { isPortFree, readPort } from './lib/port.mjs';
import { PortalClient, portalLock } from './lib/PortalClient.mjs';
import { PortalProcess } from './lib/PortalProcess.mjs';
import { formatElapsed, fail, say, sayAbove, step } from './lib/say.mjs';
import { startPortal } from './lib/startPortal.mjs';

const args = process.argv.slice(2);
const isVerbose = args.includes('--verbose');
const backendArgs = layerConfigArguments(
  args.filter(arg => arg !== '--verbose'),
);
const port = readPort();
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
    say('\nStopping…');
    await portal.stop();
    say('The portal has stopped. Its data remains.');
  }
  // The user stopped the portal, so npm must not report an error.
  process.exit(0);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

async function requireFreePort() {
  if (!(await isPortFree(port))) {
    fail(
      `Port ${port} is in use by another program.`,
      'Stop that program, or choose another port: PORT=7008 npm start',
    );
  }
}

/** Builds the app and prints a line when it is done. */
async function build() {
  const since = Date.now();
  await buildApp();
  sayAbove(`✓ Building the app (${formatElapsed(since)})`);
}

/** Starts the portal, and builds the app at the same time if its sources have changed. */
async function start({ isStale }) {
  // While this process waited for the lock, another process may have taken the port.
  await requireFreePort();
  const makesDemo =
    process.env.NODE_ENV !== 'production' &&
    !existsSync(join(dataFolder, 'callboard.sqlite'));
  const title = [
    isStale
      ? 'Building the app and starting the portal'
      : 'Starting the portal',
    makesDemo ? ', with a year of demo data' : '',
  ].join('');
  try {
    await step(title, () => {
      portal = new PortalProcess({
        port,
        args: backendArgs,
        awaitsApp: isStale,
        onLine: isVerbose ? sayAbove : undefined,
        onError: isVerbose ? undefined : sayAbove,
      });
      const app = isStale ? build() : undefined;
      return startPortal({ portal, client, app });
    });
  } catch (error) {
    if (!isStopping) {
      fail(
        ...(error instanceof AppBuildError
          ? [error.message, '', 'The app could not be built.']
          : [
              portal.readLastLines(),
              '',
              `The portal could not be started: ${error.message}`,
              `Log: ${shownLog}`,
            ]),
      );
    }
  }
}

await requireFreePort();
const other = takeLock(portalLock, { port });
if (other) {
  fail(
    `Another portal, on port ${other.port}, uses the data in ${dataFolder}.`,
    'Stop that portal, or choose another data directory: CALLBOARD_DATA_DIR=… npm start',
  );
}

function sayWaiting() {
  say('  Waiting for another portal of this repository to start…');
}

// Only one `npm start` at a time builds the app. If the app is built, several start in parallel.
const isBuilt = await runWhileLocked(
  join(varFolder, 'start.json'),
  sayWaiting,
  async () => {
    if (!isAppStale()) return true;
    await start({ isStale: true });
    return false;
  },
);
if (isBuilt) await start({ isStale: false });

if (!isStopping) {
  say(`\nCallboard is ready: ${client.url}\n`);
  say(`  Log: ${shownLog} · Stop: Ctrl-C`);
  const end = await portal.ended;
  if (!isStopping) {
    fail(
      portal.readLastLines(),
      '',
      `The portal exited unexpectedly with ${end}. Log: ${shownLog}`,
    );
  }
}
