import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { workspace_id } from '../lib/data.mjs';
import { copyPostgres } from '../lib/databases.mjs';
import { disconnect, requester } from '../lib/http.mjs';
import { timesInTurns } from '../lib/timing.mjs';

const { coreServices, createServiceFactory } = requireOfBackend(
  '@backstage/backend-plugin-api',
);
const { AuthorizeResult } = requireOfBackend(
  '@backstage/plugin-permission-common',
);
const { startCallboardOn, authorizationOf, people } = loadBackend(
  '__testUtils__/startCallboard',
);

const reads = {
  'a page': '?limit=50&total=false',
  'a page of 200': '?limit=200&total=false',
  'a page with `total`': '?limit=50',
  'a page of a text': '?limit=50&total=false&q=service%201',
  'a summary by people of a workspace': `/summary?group_by=user&workspace_id=${workspace_id}`,
  // With several workspaces, people have another pseudonym in each.
  'a summary by people of all workspaces': '/summary?group_by=user',
};

const { ALLOW, DENY } = AuthorizeResult;
const authorize = async requests =>
  requests.map(({ permission: { name } }) => ({
    result: name === 'callboard.activity.read.named' ? DENY : ALLOW,
  }));
const namesForNobody = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => ({ authorize, authorizeConditional: authorize }),
});

export async function measure({ server, figure, sizes }) {
  const database = await copyPostgres(server, 'data');
  const { knex } = database;
  const named = await startSide(knex, 'named');
  const pseudonymous = await startSide(knex, 'pseudonymous');
  for (const [what, path] of Object.entries(reads)) {
    const found = await timesInTurns(
      { ours: () => pseudonymous.get(path), named: () => named.get(path) },
      8 * sizes.turns,
      20,
    );
    const group = 'with pseudonyms beside with names';
    figure.beside([group, what], found.ours, found.named, 1.1);
  }
  await disconnect();
  await named.stop();
  await pseudonymous.stop();
  await database.stop();
}

async function startSide(knex, privacy) {
  const pseudonymKey = 'a key of sixteen or more';
  const readers = [people.reader];
  const callboard = await startCallboardOn(knex, {
    config: { activity: { privacy, pseudonymKey, readers } },
    services: [namesForNobody],
  });
  const send = requester(callboard, authorizationOf('reader'));
  const get = path => send('GET', `/admin/activity${path}`);
  return { get, stop: callboard.stop };
}
