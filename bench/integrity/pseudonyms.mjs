import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { workspace_id } from '../lib/data.mjs';
import { atMost } from '../lib/figures.mjs';
import { disconnect, requester } from '../lib/http.mjs';
import { mediansInTurns } from '../lib/timing.mjs';

const { coreServices, createServiceFactory } = requireOfBackend(
  '@backstage/backend-plugin-api',
);
const { AuthorizeResult } = requireOfBackend(
  '@backstage/plugin-permission-common',
);
const { startCallboardOn, authorizationOf, people } = loadBackend(
  '__testUtils__/startCallboard',
);

/** Paths below `/admin/activity`. */
const reads = {
  'a page': '?limit=50&total=false',
  'a page of 200': '?limit=200&total=false',
  'a page with `total`': '?limit=50',
  'a page of a text': '?limit=50&total=false&q=service%201',
  'a summary by people of a workspace': `/summary?group_by=user&workspace_id=${workspace_id}`,
  // With several workspaces, people have another pseudonym in each.
  'a summary by people of all workspaces': '/summary?group_by=user',
};

/** A policy that lets nobody see names. */
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

/** Reading the log with pseudonyms beside reading it with names, in turns. */
export async function measurePseudonyms({ figure, sizes }, { knex }) {
  const sides = {
    named: await startSide(knex, 'named'),
    pseudonymous: await startSide(knex, 'pseudonymous'),
  };
  for (const [what, path] of Object.entries(reads)) {
    const turns = Object.fromEntries(
      Object.entries(sides).map(([name, { get }]) => [name, () => get(path)]),
    );
    const { named, pseudonymous } = await mediansInTurns(
      turns,
      8 * sizes.turns,
      20,
    );
    figure.group('with pseudonyms beside with names')(
      what,
      pseudonymous / named,
      atMost(1.1, '×'),
      `${pseudonymous.toFixed(1)} and ${named.toFixed(1)} ms`,
    );
  }
  disconnect();
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
  const send = requester(callboard, authorizationOf('reader'));
  return { callboard, get: path => send('GET', `/admin/activity${path}`) };
}
