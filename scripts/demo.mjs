/**
 * `npm run demo`: makes the demo data anew, or empties them.
 *
 *   npm run demo -- --reset                          at the usual size
 *   npm run demo -- --reset --people 200 --days 365  at another one
 *   npm run demo -- --empty                          only the four people and their roles
 *
 * Works on the portal that is running; without one, its next start does it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseDemoArguments } from './lib/demoArguments.mjs';
import { dataFolder } from './lib/paths.mjs';
import { NotRunningError, PortalClient } from './lib/PortalClient.mjs';
import { fail, say, step } from './lib/say.mjs';

const ROUTE = '/api/callboard/demo/reset';

const wanted = parseDemoArguments(process.argv.slice(2));
const client = PortalClient.find();

function leaveForNextStart() {
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(
    join(dataFolder, 'demo.json'),
    `${JSON.stringify({ ...wanted, pending: true }, null, 2)}\n`,
  );
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
    `The portal now holds ${counts.people} people, ${counts.workspaces} workspaces, ${counts.changes} changes and ${counts.events} events.`,
  );
} catch (error) {
  if (error instanceof NotRunningError) {
    leaveForNextStart();
  } else {
    fail(`The demo data could not be made anew: ${error.message}`);
  }
}
