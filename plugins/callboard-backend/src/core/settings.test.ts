import { describeCallboard } from '../__testUtils__/describeCallboard';
import { people, TestCallboard } from '../__testUtils__/startCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../__testUtils__/listActivityEntries';
import { catalogEntities } from './projects/__testUtils__/catalogEntities';

// Simulates features that declare settings of workspaces and of projects.
jest.mock('../../../callboard-common/src/workspaces/settings', () => ({
  workspaceSettings: jest.requireActual(
    '../../../callboard-common/src/settings/__testUtils__/gardenSettings',
  ).gardenSchema,
}));
jest.mock('../../../callboard-common/src/projects/settings', () => ({
  projectSettings: jest.requireActual(
    '../../../callboard-common/src/settings/__testUtils__/gardenSettings',
  ).gardenSchema,
}));

const defaults = { flower: 'rose', beds: 4, rota: {}, budget: 0 };

/** The resources with settings, and the roles of users in them. */
const resources = [
  [
    'a workspace',
    async (_: TestCallboard, slug: string) => `/workspaces/${slug}`,
  ],
  [
    'a project',
    async (callboard: TestCallboard, slug: string) => {
      const root = `/workspaces/${slug}/projects`;
      const { body: project } = await callboard
        .as('superAdmin')
        .put(`${root}/by-entity/component/default/payments-api`)
        .expect(200);
      for (const role of ['member', 'guest'] as const) {
        await callboard
          .as('superAdmin')
          .post(`${root}/${project.id}/members`, {
            user_ref: people[role],
            role,
          })
          .expect(201);
      }
      return `${root}/${project.id}`;
    },
  ],
] as const;

describe.each(resources)('settings of %s', (_kind, createResource) => {
  describeCallboard(
    'declared settings',
    { entities: catalogEntities, databases: 'tagged' },
    callboard => {
      let made = 0;
      const boss = () => callboard().as('superAdmin');

      /** A resource with unchanged settings, in its own workspace. */
      async function home(): Promise<string> {
        made += 1;
        const slug = `home-${made}`;
        await boss().post('/workspaces', { slug, name: slug }).expect(201);
        for (const role of ['member', 'guest'] as const) {
          await boss()
            .post(`/workspaces/${slug}/members`, {
              user_ref: people[role],
              role,
            })
            .expect(201);
        }
        return createResource(callboard(), slug);
      }
      const settings = async (path: string) =>
        (await boss().get(path).expect(200)).body.settings;
      const set = (path: string, values: object) =>
        boss().patch(path, { settings: values });

      it('returns the defaults before any change @full', async () => {
        expect(await settings(await home())).toEqual(defaults);
      });

      it('changes only the given keys @full', async () => {
        const path = await home();
        const { body: first } = await set(path, { beds: 7 }).expect(200);
        expect(first.settings).toEqual({ ...defaults, beds: 7 });
        await set(path, { rota: { max: [1, 2] } }).expect(200);
        const { body: last } = await set(path, {}).expect(200);
        expect(last.settings).toEqual({
          ...defaults,
          beds: 7,
          rota: { max: [1, 2] },
        });
        expect(await settings(path)).toEqual(last.settings);
      });

      it('resets a setting to its default for null', async () => {
        const path = await home();
        await set(path, { beds: 7, flower: 'lily' }).expect(200);
        const { body } = await set(path, { beds: null }).expect(200);
        expect(body.settings).toEqual({ ...defaults, flower: 'lily' });
      });

      it('rejects the whole patch and names each unknown key and invalid value @full', async () => {
        const path = await home();
        const refused = await set(path, {
          flower: 'oak',
          beds: '7',
          budget: 5,
          trees: 1,
          constructor: {},
        }).expect(400);
        expect(
          refused.body.error.problems.map(({ field }: any) => field).sort(),
        ).toEqual([
          'body.settings.beds',
          'body.settings.constructor',
          'body.settings.flower',
          'body.settings.trees',
        ]);
        expect(await settings(path)).toEqual(defaults);
      });

      it('stores the keys of all simultaneous patches @postgres', async () => {
        const path = await home();
        const responses = await Promise.all([
          set(path, { beds: 7 }),
          set(path, { flower: 'lily' }),
          set(path, { budget: 3 }),
        ]);
        expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
        expect(await settings(path)).toEqual({
          flower: 'lily',
          beds: 7,
          rota: {},
          budget: 3,
        });
      });

      it('shows each setting only to roles with read permission @full', async () => {
        const path = await home();
        await set(path, { budget: 3, rota: { max: [1] } }).expect(200);
        const readSettings = async (who: keyof typeof people) =>
          (await callboard().as(who).get(path).expect(200)).body.settings;
        const { budget, rota, ...open } = await settings(path);
        expect(await readSettings('guest')).toEqual(open);
        expect(await readSettings('member')).toEqual({ ...open, rota });
        const { body: list } = await callboard()
          .as('guest')
          .get(path.replace(/[^/]*$/, ''))
          .expect(200);
        expect(list.items.map((item: any) => item.settings)).toContainEqual(
          open,
        );
      });

      it('allows roles to change only settings for which they have write permission', async () => {
        const path = await home();
        const as = (who: 'member' | 'guest', body: object) =>
          callboard().as(who).patch(path, body);
        const { body } = await as('member', {
          settings: { flower: 'tulip' },
        }).expect(200);
        expect(body.settings).toEqual({ flower: 'tulip', beds: 4, rota: {} });
        const refused = await as('member', {
          settings: { flower: 'lily', beds: 1, budget: 1 },
        }).expect(403);
        expect(refused.body.error.message).toMatch(
          /settings\.beds, settings\.budget/,
        );
        await as('member', {
          name: 'Mine',
          settings: { flower: 'lily' },
        }).expect(403);
        await as('member', {}).expect(403);
        await as('guest', { settings: { flower: 'lily' } }).expect(403);
        expect(await settings(path)).toEqual({ ...defaults, flower: 'tulip' });
      });

      it('records the changed keys, and hides values that guests cannot read', async () => {
        const path = await home();
        const { body: before } = await boss().get(path).expect(200);
        await set(path, { beds: 7, flower: 'rose', budget: 3 }).expect(200);
        await set(path, { beds: null, budget: 5 }).expect(200);
        const [created, first, second, ...rest] = await listActivityEntries(
          callboard(),
          before.id,
        );
        expect(rest).toEqual([]);
        expect(toFieldChanges(created)).toMatchObject({
          'settings.flower': [null, 'rose'],
          'settings.beds': [null, 4],
        });
        expect(toFieldChanges(first)).toEqual({
          'settings.beds': [4, 7],
          'settings.budget': ['[hidden]', '[hidden]'],
        });
        expect(toFieldChanges(second)).toEqual({
          'settings.beds': [7, 4],
          'settings.budget': ['[hidden]', '[hidden]'],
        });
      });

      it('increments the version once per change, and not for an unchanged patch @full', async () => {
        const path = await home();
        const { body: before } = await boss().get(path).expect(200);
        const same = await set(path, { beds: 4, flower: null }).expect(200);
        expect(same.body).toEqual(before);
        const tag = `"${before.version}"`;
        const changed = await set(path, { beds: 7 })
          .set('If-Match', tag)
          .expect(200);
        expect(changed.body.version).toBe(before.version + 1);
        await set(path, { beds: 8 }).set('If-Match', tag).expect(412);
      });

      it('returns defaults for invalid stored values, and keeps undeclared keys stored @full-postgres @postgres', async () => {
        const path = await home();
        const { body } = await set(path, { flower: 'lily' }).expect(200);
        const table = path.includes('/projects/') ? 'projects' : 'workspaces';
        const row = callboard().knex(table).where({ id: body.id });
        await row.clone().update({
          settings: JSON.stringify({ flower: 'oak', beds: 9, trees: 3 }),
        });
        expect(await settings(path)).toEqual({ ...defaults, beds: 9 });
        await set(path, { beds: 10 }).expect(200);
        const { settings: stored } = await row.clone().first();
        // A newer replica may have set keys that this one does not know.
        expect(
          typeof stored === 'string' ? JSON.parse(stored) : stored,
        ).toEqual({ flower: 'oak', beds: 10, trees: 3 });
      });
    },
  );
});
