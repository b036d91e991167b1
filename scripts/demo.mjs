/**
 * `npm run demo`: makes the demo data anew, or empties them.
 *
 *   npm run demo -- --reset                          at the usual size
 *   npm run demo -- --reset --people 200 --days 365  at another one
 *   npm run demo -- --empty                          only the four people and their roles
 *
 * Works on the portal that is running; without one, its next start does it.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseDemoArguments } from './lib/demoArguments.mjs';
import { dataFolder } from './lib/paths.mjs';
import { NotRunningError, PortalClient } from './lib/PortalClient.mjs';
import { fail, say, step } from './lib/say.mjs';

const ROUTE = '/api/callboard/demo/reset';

/** Read by the backend when it starts. */
const settingsFile = join(dataFolder, 'demo.json');

const wanted = parseDemoArguments(process.argv.slice(2));
const client = PortalClient.find();

function present() {
  try {
    return JSON.parse(readFileSync(settingsFile, 'utf8'));
  } catch {
    return {};
  }
}

function leaveForNextStart() {
  const settings = { ...present(), ...wanted, pending: randomUUID() };
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(settingsFile, `${JSON.stringify(settings, null, 2)}\n`);
  say(
    wanted.empty
      ? 'The portal is not running: its next start empties the demo data.'
      : `The portal is not running: its next start makes the demo data anew, ${wanted.people} people and ${wanted.days} days.`,
  );
}

async function followToTheEnd(token) {
  let status = await client.request(token, 'POST', ROUTE, wanted);
  const words = () =>
    wanted.empty
      ? 'Emptying the demo data'
      : `Making the demo data anew, ${status.events} events so far`;
  await step(words, async () => {
    while (status.state === 'running') {
      await sleep(300);
      status = await client.request(token, 'GET', ROUTE);
    }
    if (status.state !== 'done') {
      throw new Error(status.error ?? 'it stopped half-way');
    }
  });
  return status.counts;
}

try {
  const token = await client.tokenOf('alex.admin');
  const counts = await followToTheEnd(token);
  say(
    wanted.empty
      ? 'Callboard is empty now, but for the roles of the four demo people.'
      : `Callboard now holds ${counts.people} people, ${counts.workspaces} workspaces, ${counts.projects} projects with ${counts.items} work items, ${counts.changes} changes and ${counts.events} events.`,
  );
} catch (error) {
  if (error instanceof NotRunningError) {
    leaveForNextStart();
  } else {
    fail(`The demo data could not be made anew: ${error.message}`);
  }
}
