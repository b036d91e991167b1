/**
 * `npm run demo`: recreates or deletes the demo data.
 *
 *   npm run demo -- --reset                          at the default size
 *   npm run demo -- --reset --people 200 --days 365  at another size
 *   npm run demo -- --empty                          only the four people and their roles
 *
 * Resets the running portal. If none is running, the next start resets the data.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { dataFolder } from './lib/paths.mjs';
import { NotRunningError, PortalClient } from './lib/PortalClient.mjs';
import { fail, say, step } from './lib/say.mjs';

const ROUTE = '/api/callboard/demo/reset';

/** The backend reads this file when it starts. */
const SETTINGS_FILE = join(dataFolder, 'demo.json');

/** The number of failed status requests to tolerate while the portal is busy. */
const MAX_ATTEMPTS = 20;

const USAGE = [
  'Usage: npm run demo -- --reset [--people N] [--days N]',
  '       npm run demo -- --empty',
];

function parseNumber(name, text, { min, max, defaultValue }) {
  const number = text === undefined ? defaultValue : Number(text);
  if (!/^\d+$/.test(text ?? defaultValue) || number < min || number > max) {
    fail(`--${name} must be a whole number from ${min} to ${max}.`, ...USAGE);
  }
  return number;
}

/** Reads the settings; ends the process with a message when they are wrong. */
function parseSettings(args) {
  const flag = { type: 'boolean', default: false };
  const text = { type: 'string' };
  const options = { reset: flag, empty: flag, people: text, days: text };
  let values;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    fail(error.message, ...USAGE);
  }
  const { reset, empty, people, days } = values;
  if (reset === empty) {
    fail('Pass either --reset or --empty.', ...USAGE);
  }
  if (empty && (people ?? days) !== undefined) {
    fail('--people and --days require --reset.', ...USAGE);
  }
  return empty
    ? { empty }
    : {
        people: parseNumber('people', people, {
          min: 4,
          max: 5_000,
          defaultValue: 40,
        }),
        days: parseNumber('days', days, {
          min: 1,
          max: 1_830,
          defaultValue: 365,
        }),
        empty,
      };
}

const requested = parseSettings(process.argv.slice(2));

function requestResetAtNextStart() {
  let settings = {};
  try {
    settings = JSON.parse(readFileSync(SETTINGS_FILE, 'utf8'));
  } catch {
    // The next start uses the default size.
  }
  Object.assign(settings, requested, { pending: randomUUID() });
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(SETTINGS_FILE, `${JSON.stringify(settings, null, 2)}\n`);
  say(
    requested.empty
      ? 'The portal is not running. Its next start deletes the demo data.'
      : `The portal is not running. Its next start recreates the demo data with ${requested.people} people and ${requested.days} days.`,
  );
}

async function resetRunningPortal(client) {
  const token = await client.requestToken('alex.admin');
  let status = await client.request(token, 'POST', ROUTE, requested);
  let attempts = 0;
  const readStatus = async before => {
    try {
      return await client.request(token, 'GET', ROUTE);
    } catch (error) {
      // While it deletes data, the portal can be too busy to respond.
      attempts += 1;
      if (attempts > MAX_ATTEMPTS) {
        throw new Error(error.message);
      }
      return before;
    }
  };
  const getTitle = () =>
    requested.empty
      ? 'Deleting the demo data'
      : `Recreating the demo data, ${status.events} events so far`;
  await step(getTitle, async () => {
    while (status.state === 'running') {
      await sleep(300);
      status = await readStatus(status);
    }
    if (status.state !== 'done') {
      throw new Error(
        status.error ?? 'the reset stopped before it was complete',
      );
    }
  });
  const { counts } = status;
  say(
    requested.empty
      ? 'The demo data is deleted. Only the roles of the four demo people remain.'
      : `Callboard now has ${counts.people} people, ${counts.workspaces} workspaces, ${counts.projects} projects with ${counts.items} work items, ${counts.worklogs} time entries and ${counts.events} events.`,
  );
}

try {
  await resetRunningPortal(PortalClient.find());
} catch (error) {
  if (error instanceof NotRunningError) {
    requestResetAtNextStart();
  } else {
    fail(`The demo data could not be recreated: ${error.message}`);
  }
}
