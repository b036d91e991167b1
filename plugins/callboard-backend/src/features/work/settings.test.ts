import { chunk, range } from 'lodash';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../__testUtils__/listActivityEntries';
import { catalogEntities } from '../../core/projects/__testUtils__/catalogEntities';
import { WorkItemChanges } from './items/WorkItemChanges';
import * as migration from '../../../migrations/20261201090000_setting_names';
import { getInstant, ProjectFixture } from './__testUtils__/ProjectFixture';

describeCallboard(
  'project workflow, labels, cycles and modules',
  { entities: catalogEntities },
  callboard => {
    let fixture: ProjectFixture;
    const superAdmin = () => callboard().as('superAdmin');

    beforeAll(async () => {
      fixture = await ProjectFixture.open(callboard());
    });

    it('creates a project with a default workflow of seven states', () => {
      expect(
        Object.values(fixture.states).map(({ name, group }) => [name, group]),
      ).toEqual([
        ['Triage', 'triage'],
        ['Backlog', 'backlog'],
        ['Todo', 'unstarted'],
        ['In Progress', 'started'],
        ['In Review', 'started'],
        ['Done', 'completed'],
        ['Cancelled', 'cancelled'],
      ]);
    });

    it.each(['states', 'labels', 'cycles', 'modules'])(
      'creates, updates, lists and deletes %s, and frees a name on deletion @full',
      async kind => {
        const extra = kind === 'states' ? { group: 'started' } : {};
        const created = await fixture.createSetting(kind, {
          name: `A ${kind}`,
          ...extra,
        });
        const path = `${fixture.path}/${kind}/${created.id}`;
        expect((await superAdmin().get(path).expect(200)).body).toEqual(
          created,
        );

        const taken = await superAdmin()
          .post(`${fixture.path}/${kind}`, { name: `a ${kind}`, ...extra })
          .expect(409);
        expect(taken.body.error.message).toMatch(/^body\.name: /);

        const { body: changed } = await superAdmin()
          .patch(path, { name: `B ${kind}` })
          .set('If-Match', '"1"')
          .expect(200);
        expect(changed).toEqual({
          ...created,
          name: `B ${kind}`,
          version: 2,
          updated_at: changed.updated_at,
        });
        await superAdmin().patch(path, {}).set('If-Match', '"1"').expect(412);

        const list = () =>
          superAdmin().get(`${fixture.path}/${kind}?search=b ${kind}`);
        expect((await list().expect(200)).body).toEqual({
          items: [changed],
          next_cursor: null,
          total: 1,
        });
        await superAdmin().delete(path).expect(204);
        await superAdmin().get(path).expect(404);
        expect((await list().expect(200)).body.items).toEqual([]);
        // The name is free again.
        await fixture.createSetting(kind, { name: `B ${kind}`, ...extra });

        const entries = await listActivityEntries(callboard(), created.id);
        expect(entries.map(({ action }) => action)).toEqual([
          'create',
          'update',
          'delete',
        ]);
      },
    );

    it('distinguishes names by accents and marks but not by case, and finds them without accents', async () => {
      const ids: Record<string, string> = {};
      for (const name of ['Résumé', 'Resume', 'ハグ', 'バグ']) {
        ids[name] = (await fixture.createSetting('labels', { name })).id;
      }
      const path = `${fixture.path}/labels`;
      await superAdmin().post(path, { name: 'RÉSUMÉ' }).expect(409);
      const found = await superAdmin().get(`${path}?search=resume`).expect(200);
      expect(found.body.items.map(({ id }: { id: string }) => id)).toEqual([
        ids.Resume,
        ids.Résumé,
      ]);
      const source = fixture.newSource();
      await fixture.ingest(source, [
        {
          entity_ref: 'component:default/payments-api',
          external_id: '1',
          updated_at: getInstant(1),
          title: 'Labelled',
          labels: ['バグ'],
        },
      ]);
      const [item] = await fixture.listSourceItems(source);
      expect(item.labels).toEqual([ids.バグ]);
    });

    it('migrates the keys of names with accents', async () => {
      const { id, name } = await fixture.createSetting('labels', {
        name: 'Übergröße',
      });
      const labels = callboard().knex('work_labels');
      const before = await labels.clone().orderBy('id');
      await labels.clone().where({ id }).update({ sort_name: 'UBERGROSSE' });
      await migration.up(callboard().knex);
      expect(await labels.clone().orderBy('id')).toEqual(before);
      const path = `${fixture.path}/labels`;
      await superAdmin().post(path, { name }).expect(409);
    });

    it('returns modules page by page, sorted by name', async () => {
      for (const name of ['Zebra', 'ápple', 'Mango']) {
        await fixture.createSetting('modules', { name });
      }
      const names: string[] = [];
      let cursor = '';
      do {
        const { body } = await superAdmin()
          .get(
            `${fixture.path}/modules?limit=1${cursor && `&cursor=${cursor}`}`,
          )
          .expect(200);
        names.push(...body.items.map(({ name }: { name: string }) => name));
        cursor = body.next_cursor;
      } while (cursor);
      const own = names.filter(name =>
        ['Zebra', 'ápple', 'Mango'].includes(name),
      );
      expect(own).toEqual(['ápple', 'Mango', 'Zebra']);
    });

    it('filters settings by their fields', async () => {
      const list = async (query: string) => {
        const path = `${fixture.path}/${query}`;
        const { body } = await superAdmin().get(path).expect(200);
        expect(body.total).toBe(body.items.length);
        return body.items.map(({ name }: { name: string }) => name);
      };
      const fields = { target_date: '2026-03-02', lead_ref: people.member };
      await fixture.createSetting('modules', { name: 'Lead', ...fields });
      await fixture.createSetting('modules', { name: 'Nobody' });
      await fixture.createSetting('cycles', {
        name: 'Dated',
        start_date: '2026-03-02',
        end_date: '2026-03-03',
      });
      await fixture.createSetting('labels', { name: 'red', color: '#ff0000' });
      expect(await list('states?group=completed,cancelled')).toEqual([
        'Done',
        'Cancelled',
      ]);
      const { sequence } = fixture.states.Todo;
      expect(await list(`states?sequence=${sequence}`)).toEqual(['Todo']);
      expect(await list('states?name= in  progress')).toEqual(['In Progress']);
      expect(await list('labels?color=%23ff0000')).toEqual(['red']);
      expect(await list('cycles?start_date=2026-03-02')).toEqual(['Dated']);
      expect(await list('cycles?end_date=2026-03-02')).toEqual([]);
      expect(await list('cycles?end_date=none')).not.toContain('Dated');
      const leads = await list(`modules?lead_ref=${people.member}`);
      expect(leads).toEqual(['Lead']);
      expect(await list('modules?lead_ref=none')).toContain('Nobody');
      expect(await list('modules?target_date=2026-03-02')).toEqual(['Lead']);
      await superAdmin().get(`${fixture.path}/labels?group=x`).expect(400);
    });

    it.each([
      ['name', 'April Dated Undated Zulu'],
      ['-name', 'Zulu Undated Dated April'],
      ['start_date', 'Zulu Dated April Undated'],
      ['-start_date', 'April Dated Zulu Undated'],
      ['end_date', 'Zulu Dated April Undated'],
      ['created_at', 'Dated Undated Zulu April'],
      ['-created_at', 'April Zulu Undated Dated'],
    ])('sorts cycles by %s, also page by page', async (order, expected) => {
      const small = await ProjectFixture.open(callboard(), 'payments_api');
      const path = `${small.path}/cycles`;
      const { body } = await superAdmin().get(path).expect(200);
      if (body.total === 0) {
        const createCycle = (name: string, start?: string, end?: string) =>
          small.createSetting('cycles', {
            name,
            start_date: start,
            end_date: end,
          });
        await createCycle('Dated', '2026-03-02', '2026-03-03');
        await createCycle('Undated');
        await createCycle('Zulu', '2026-03-01', '2026-03-01');
        await createCycle('April', '2026-04-01', '2026-04-30');
      }
      const names: string[] = [];
      let cursor = '';
      do {
        const page = await superAdmin()
          .get(`${path}?order_by=${order}&limit=1${cursor}`)
          .expect(200);
        names.push(page.body.items[0].name);
        cursor = page.body.next_cursor && `&cursor=${page.body.next_cursor}`;
        if (cursor && order === 'name') {
          await superAdmin().get(`${path}?order_by=-name${cursor}`).expect(400);
        }
      } while (cursor);
      expect(names.join(' ')).toBe(expected);
      await superAdmin().get(`${path}?order_by=sequence`).expect(400);
    });

    it('rejects a cycle that ends before it starts', async () => {
      const dates = { start_date: '2026-02-02', end_date: '2026-02-01' };
      const path = `${fixture.path}/cycles`;
      await superAdmin()
        .post(path, { name: 'Backwards', ...dates })
        .expect(400);
      const cycle = await fixture.createSetting('cycles', {
        name: 'One day',
        start_date: '2026-02-02',
        end_date: '2026-02-02',
      });
      const refused = await superAdmin()
        .patch(`${path}/${cycle.id}`, { end_date: '2026-02-01' })
        .expect(400);
      expect(refused.body.error.message).toMatch(/^body\.end_date: /);
    });

    it('removes deleted labels, cycles and modules from items, and records each change', async () => {
      const [label, other] = [
        await fixture.createSetting('labels', { name: 'gone' }),
        await fixture.createSetting('labels', { name: 'stays' }),
      ];
      const cycle = await fixture.createSetting('cycles', { name: 'gone' });
      const module = await fixture.createSetting('modules', { name: 'gone' });
      const item = await fixture.make({
        labels: [label.id, other.id],
        cycle_id: cycle.id,
        module_id: module.id,
      });
      await superAdmin()
        .delete(`${fixture.path}/labels/${label.id}`)
        .expect(204);
      await superAdmin()
        .delete(`${fixture.path}/cycles/${cycle.id}`)
        .expect(204);
      await superAdmin()
        .delete(`${fixture.path}/modules/${module.id}`)
        .expect(204);
      expect(await fixture.read(item)).toMatchObject({
        labels: [other.id],
        cycle_id: null,
        module_id: null,
        version: item.version + 3,
      });
      const { body } = await superAdmin()
        .get(`/admin/activity?entity_id=${item.id}&details=true`)
        .expect(200);
      expect(body.activities.map(toFieldChanges)).toMatchObject([
        { module_id: [module.id, null] },
        { cycle_id: [cycle.id, null] },
        { labels: [[label.id, other.id].sort(), [other.id]] },
        {},
      ]);
    });

    it('removes a deleted setting from 500 items at a time, and writes their entries', async () => {
      const source = fixture.newSource();
      const count = 501;
      for (const batch of chunk(range(count), 500)) {
        await fixture.ingest(
          source,
          batch.map(index => ({
            entity_ref: 'component:default/payments-api',
            external_id: `${index}`,
            updated_at: getInstant(1),
            title: 'Labelled',
            labels: ['large'],
          })),
        );
      }
      const label = await callboard()
        .knex('work_labels')
        .where({ name: 'large' })
        .first();
      const sizes: number[] = [];
      const written: number[] = [];
      const { apply } = WorkItemChanges.prototype;
      const spy = jest
        .spyOn(WorkItemChanges.prototype, 'apply')
        .mockImplementation(async function observe(this: any, ...args) {
          const [change, pairs] = args;
          sizes.push(pairs.length);
          written.push((await change.tx('activity').pluck('id')).length);
          return apply.apply(this, args);
        });
      await superAdmin()
        .delete(`${fixture.path}/labels/${label.id}`)
        .expect(204);
      spy.mockRestore();
      expect(sizes).toEqual([500, 1]);
      // The first batch, and the entry of the deletion.
      expect(written[1] - written[0]).toBe(501);
      expect(
        await callboard()
          .knex('work_item_labels')
          .where({ label_id: label.id }),
      ).toEqual([]);
    });

    it('deletes a state in use only when its items are reassigned to another state', async () => {
      const state = await fixture.createSetting('states', {
        name: 'Odd',
        group: 'started',
      });
      const item = await fixture.make({ state_id: state.id });
      const path = `${fixture.path}/states/${state.id}`;
      await superAdmin().delete(path).expect(409);
      await superAdmin().delete(`${path}?reassign_to=${state.id}`).expect(400);
      await superAdmin()
        .delete(`${path}?reassign_to=${fixture.states.Done.id}`)
        .expect(204);
      const moved = await fixture.read(item);
      expect(moved.state_id).toBe(fixture.states.Done.id);
      expect(moved.completed_at).toBe(moved.updated_at);
    });

    it('returns 409 when the group of a state in use changes from completed to another one', async () => {
      const state = await fixture.createSetting('states', {
        name: 'Late',
        group: 'started',
      });
      const path = `${fixture.path}/states/${state.id}`;
      await superAdmin().patch(path, { group: 'completed' }).expect(200);
      await fixture.make({ state_id: state.id });
      await superAdmin().patch(path, { group: 'started' }).expect(409);
      const { body } = await superAdmin()
        .patch(path, { name: 'Later' })
        .expect(200);
      expect(body.group).toBe('completed');
    });

    it('requires at least one state', async () => {
      const small = await ProjectFixture.open(callboard(), 'payments_api');
      const [first, ...otherStates] = Object.values(small.states);
      for (const { id } of otherStates) {
        await superAdmin().delete(`${small.path}/states/${id}`).expect(204);
      }
      await superAdmin().delete(`${small.path}/states/${first.id}`).expect(409);
      expect(await small.make()).toMatchObject({ state_id: first.id });
    });
  },
);
