import { workspaces } from '../activity/data.mjs';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import {
  percentile,
  ratioLine,
  requesterOf,
  timesInTurns,
} from '../lib/measure.mjs';

const { coreServices, createServiceFactory } = requireOfBackend(
  '@backstage/backend-plugin-api',
);
const { AuthorizeResult } = requireOfBackend(
  '@backstage/plugin-permission-common',
);
const { startCallboardOn, authorizationOf, people } = loadBackend(
  '__testUtils__/startCallboard',
);

const BOUND = 1.1;
const TURNS = 200;

const READER = authorizationOf('reader');

/** What is read, below `/admin/activity`. */
const reads = {
  'a page': '?limit=50&total=false',
  'a page of 200': '?limit=200&total=false',
  'a page with `total`': '?limit=50',
  'a page of a text': '?limit=50&total=false&q=service%201',
  'a summary by people of a workspace': `/summary?group_by=user&workspace_id=${workspaces[0]}`,
  // Where there are several, people have another pseudonym in each.
  'a summary by people of all workspaces': '/summary?group_by=user',
};

/** A policy by which nobody sees names where those are not for everybody. */
const authorize = async requests =>
  requests.map(({ permission }) => ({
    result:
      permission.name === 'callboard.activity.read.named'
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
  }));

const namesForNobody = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => ({ authorize, authorizeConditional: authorize }),
});

/** Reading the log without names beside reading it with them. */
export async function* pseudonymCases({ knex }) {
  const sides = {
    named: await startSide(knex, 'named'),
    pseudonymous: await startSide(knex, 'pseudonymous'),
  };
  for (const [what, path] of Object.entries(reads)) {
    const found = await timesInTurns(
      Object.fromEntries(
        Object.entries(sides).map(([name, { get }]) => [
          name,
          () => get(`/admin/activity${path}`),
        ]),
      ),
      TURNS,
      20,
    );
    const [hidden, named] = [found.pseudonymous, found.named].map(times =>
      percentile(times, 0.5),
    );
    yield ratioLine(
      `${what} with pseudonyms: as many times one with names`,
      hidden / named,
      { atMost: BOUND },
      `medians ${hidden.toFixed(1)} and ${named.toFixed(1)} ms`,
    );
  }
  for (const { callboard } of Object.values(sides)) await callboard.stop();
}

async function startSide(knex, privacy) {
  const callboard = await startCallboardOn(knex, {
    config: {
      activity: {
        privacy,
        pseudonymKey: 'a key of sixteen or more',
        readers: [people.reader],
      },
    },
    services: [namesForNobody],
  });
  const send = requesterOf(callboard, READER, callboard.base);
  return { callboard, get: path => send('GET', path) };
}
