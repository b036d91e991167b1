import { pluginApi } from '../lib/backend.mjs';
import { openCallboard, people } from '../lib/callboard.mjs';
import { workspace_id } from '../lib/data.mjs';
import { onPostgres } from '../lib/databases.mjs';

const reads = {
  'a page': '?limit=50&total=false',
  'a page of 200': '?limit=200&total=false',
  'a page with `total`': '?limit=50',
  'a page of a text': '?limit=50&total=false&q=service%201',
  'a summary by people of a workspace': `/summary?group_by=user&workspace_id=${workspace_id}`,
  // A person has a different pseudonym in each workspace.
  'a summary by people of all workspaces': '/summary?group_by=user',
};

const authorize = async requests =>
  requests.map(({ permission: { name } }) => ({
    result: name === 'callboard.activity.read.named' ? 'DENY' : 'ALLOW',
  }));
const permissionsWithoutNames = pluginApi.createServiceFactory({
  service: pluginApi.coreServices.permissions,
  deps: {},
  factory: () => ({ authorize, authorizeConditional: authorize }),
});

export const measure = context =>
  onPostgres(context, 'data', async ({ knex, figure, sizes }) => {
    const named = await startSide(knex, 'named');
    const pseudonymous = await startSide(knex, 'pseudonymous');
    for (const [what, path] of Object.entries(reads)) {
      const sides = [() => pseudonymous.get(path), () => named.get(path)];
      // The summaries take long, and hardly vary.
      const rounds = (path.includes('group_by') ? 1 : 5) * sizes.rounds;
      const group = 'with pseudonyms compared with names';
      await figure.compare([group, what], sides, 1.1, rounds, 20);
    }
    await named.stop();
    await pseudonymous.stop();
  });

async function startSide(knex, privacy) {
  const pseudonymKey = 'a key of sixteen or more';
  const { as, stop } = await openCallboard(knex, {
    config: { activity: { privacy, pseudonymKey, readers: [people.reader] } },
    services: [permissionsWithoutNames],
  });
  const send = as('reader');
  return { get: path => send('GET', `/admin/activity${path}`), stop };
}
