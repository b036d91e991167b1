/**
 * `npm run --silent token -- max.member`: prints a short-lived API token of a demo person, and
 * nothing else. `PORT` sets the port of the portal.
 */
import {
  PortalResponseError,
  NotRunningError,
  PortalClient,
} from './lib/PortalClient.mjs';
import { fail, say } from './lib/say.mjs';

const people = ['alex.admin', 'mona.manager', 'max.member', 'gina.guest'];
const [person, ...extraArgs] = process.argv.slice(2);

if (!person || extraArgs.length > 0) {
  fail(
    'Usage: npm run --silent token -- PERSON',
    `PERSON is one of ${people.join(', ')}`,
  );
}

const client = PortalClient.find();
try {
  say(await client.requestToken(person));
} catch (error) {
  if (error instanceof NotRunningError) {
    fail(`${error.message}. Start it with npm start.`);
  } else if (error instanceof PortalResponseError && error.status === 401) {
    fail(`Unknown demo person "${person}". Use one of ${people.join(', ')}.`);
  } else if (error instanceof PortalResponseError && error.status === 404) {
    fail(`The portal at ${client.url} has no demo people.`);
  } else {
    fail(`The token request to ${client.url} failed: ${error.message}`);
  }
}
