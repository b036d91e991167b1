import { people, PersonName } from '../../__testUtils__/startCallboard';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { insertMany } from '../../database/bulk';
import { newId } from '../../database/ids';
import { Desk } from '../work/__testUtils__/Desk';
import { addRows, readAll } from './__testUtils__/activityRows';
import { countAll } from './__testUtils__/countAll';
import { downloadRows } from './__testUtils__/download';

const ref = 'component:default/payments-api';

describeCallboard(
  'what happened about an entity',
  { entities: landscape },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const list = (who: PersonName, query = '', scope = '/activity') =>
      readAll(callboard().as(who), `${scope}?about=${ref}&${query}`);
    const typesFor = async (who: PersonName, query?: string) =>
      (await list(who, query)).map(
        ({ entity_type, action }) => `${entity_type}.${action}`,
      );
    let desk: Desk;

    beforeAll(async () => {
      for (const role of ['member', 'guest'] as const) {
        await boss()
          .post('/workspaces/default/members', {
            user_ref: people[role],
            role,
          })
          .expect(201);
      }
      desk = await Desk.open(callboard());
      const other = await Desk.open(callboard(), 'payments_api');
      const items = [await desk.make(), await desk.make()];
      await other.make();
      await boss()
        .post(`${desk.path}/work-items/bulk-update`, {
          ids: items.map(({ id }) => id),
          changes: { priority: 'high' },
        })
        .expect(200);
      for (const entity_id of [ref, 'component:default/payments_api']) {
        await callboard()
          .as('member')
          .post('/activity', {
            action: 'entity_view',
            entity_type: 'component',
            entity_id,
          })
          .expect(201);
      }
    });

    it('is what happened to it, its project, and what is in that', async () => {
      const all = await typesFor('superAdmin');
      expect(all[0]).toBe('component.entity_view');
      expect(all).toEqual(
        expect.arrayContaining([
          'project.create',
          'work_item.create',
          'project.bulk_update',
        ]),
      );
      expect(all.filter(what => what === 'work_item.create')).toHaveLength(2);
      // Of the bulk change, the whole and not its details.
      expect(all).not.toContain('work_item.update');
      expect(await typesFor('superAdmin', 'details=true')).toContain(
        'work_item.update',
      );
      expect(await list('superAdmin', '', '/admin/activity')).toEqual(
        await list('superAdmin'),
      );
      expect(
        (await list('member', '', '/me/activity')).map(
          ({ entity_id }) => entity_id,
        ),
      ).toEqual([ref]);
    });

    it('can leave out who looked', async () => {
      const changes = await typesFor('superAdmin', 'views=false');
      expect(changes).not.toContain('component.entity_view');
      expect(changes).toContain('work_item.create');
      expect(await typesFor('superAdmin', 'action=entity_view')).toEqual([
        'component.entity_view',
      ]);
    });

    it('is no more than the reader may see', async () => {
      const shown = await typesFor('guest');
      expect(shown).toContain('work_item.create');
      expect(shown).not.toContain('component.entity_view');
      const path = desk.path;
      await boss().patch(path, { access: 'secret' }).expect(200);
      expect(await list('guest')).toEqual([]);
      expect(await typesFor('member')).toEqual(['component.entity_view']);
      await boss().patch(path, { access: 'open' }).expect(200);
      expect(await typesFor('guest')).toEqual(expect.arrayContaining(shown));
    });

    it('is the same in lists, totals, summaries, facets and exports', async () => {
      await countAll(callboard().knex);
      for (const who of ['superAdmin', 'member', 'guest'] as const) {
        for (const filter of ['', 'views=false', 'entity_type=work_item']) {
          const agent = callboard().as(who);
          const query = `about=${ref.toUpperCase()}&${filter}`;
          const rows = await readAll(agent, `/activity?${query}`, 3);
          const get = async (path: string) =>
            (await agent.get(`/activity${path}${query}`).expect(200)).body;
          expect((await get('?limit=1&')).total).toBe(rows.length);
          const summary = await get('/summary?group_by=date,action&');
          expect(summary.total).toBe(rows.length);
          expect(
            summary.rows.reduce(
              (sum: number, { count }: { count: number }) => sum + count,
              0,
            ),
          ).toBe(rows.length);
          const { entity_types } = await get('/facets?');
          expect(
            entity_types
              .map((type: { entity_type: string }) => type.entity_type)
              .sort(),
          ).toEqual([...new Set(rows.map(row => row.entity_type))].sort());
          expect(
            await downloadRows(agent, `/activity/export.jsonl?${query}`),
          ).toEqual(rows);
        }
      }
    });

    it('is the same where the entity has had very many projects', async () => {
      const { knex } = callboard();
      const mine = await list('member', '', '/me/activity');
      const all = await list('superAdmin', 'details=true', '/admin/activity');
      const { id: _id, ...project } = await knex('projects')
        .where({ id: desk.pid })
        .first();
      const deleted_at = new Date();
      const former = Array.from({ length: 600 }, () => ({
        ...project,
        id: newId(Date.now()),
        deleted_at,
      }));
      await insertMany(knex, 'projects', former);
      const [row] = await addRows(knex, project.workspace_id, [
        { project_id: former[300].id, user_id: people.member },
      ]);
      const idsOf = (rows: Array<{ id: string }>) => rows.map(({ id }) => id);
      expect(idsOf(await list('member', '', '/me/activity'))).toEqual([
        row.id,
        ...idsOf(mine),
      ]);
      expect(
        idsOf(await list('superAdmin', 'details=true', '/admin/activity')),
      ).toEqual([row.id, ...idsOf(all)]);
      for (const who of ['superAdmin', 'member', 'guest'] as const) {
        const { body } = await callboard()
          .as(who)
          .get(`/activity?about=${ref}`)
          .expect(200);
        expect(body.total).toBe((await list(who)).length);
      }
    });

    it('is nothing where there is no such entity', async () => {
      expect(
        await readAll(boss(), '/activity?about=component:default/none'),
      ).toEqual([]);
      await boss().get('/activity?about=').expect(400);
    });
  },
);
