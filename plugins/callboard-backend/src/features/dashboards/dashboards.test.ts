import { SearchResult, Resource } from '@callboard/plugin-callboard-common';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  people,
  PersonName,
  testEntities,
} from '../../__testUtils__/startCallboard';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../__testUtils__/listActivityEntries';
import {
  exampleWidget,
  makeDashboardFixture,
} from './__testUtils__/makeDashboardFixture';
import { silentLogger } from '../../__testUtils__/changeFixture';
import { AbsentPeople } from '../../core/people/AbsentPeople';
import { OwnershipStore } from '../../access/Ownership';
import {
  catalogEntities,
  createEntity,
} from '../../core/projects/__testUtils__/catalogEntities';
import {
  toProjectViewer,
  whereProjectVisible,
} from '../../access/visibility/whereProjectVisible';
import { GroupMembers } from '../../core/people/GroupMembers';
import { PeopleService } from '../../core/people/PeopleService';
import { PeopleStore } from '../../core/people/PeopleStore';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { Viewers } from './Viewers';

describe('dashboards', () => {
  const path = '/workspaces/default/dashboards';

  describeCallboard('dashboards', { databases: 'tagged' }, callboard => {
    const fixture = makeDashboardFixture(callboard);
    const { createDashboard, createName } = fixture;
    const max = () => callboard().as('member');

    beforeAll(fixture.assignRoles);

    it('creates a private and empty dashboard by default', async () => {
      const name = createName();
      const made = await max().post(path, { name }).expect(201);
      expect(made.body).toEqual({
        id: expect.any(String),
        name,
        description: null,
        owner_ref: people.member,
        owner_name: 'Max Member',
        access: 'private',
        is_default: false,
        is_favourite: false,
        config: {},
        widgets: [],
        version: 1,
        created_at: expect.any(String),
        updated_at: made.body.created_at,
      });
      expect(made.headers.etag).toBe('"1"');
      const read = await max().get(`${path}/${made.body.id}`).expect(200);
      expect(read.body).toEqual(made.body);
      expect(read.headers.etag).toBe('"1"');
    });

    it('stores all fields of a new dashboard', async () => {
      const input = {
        name: createName('<b>Ünï "code" 🎯</b>'),
        description: '=SUM(1)',
        access: 'shared',
        config: {
          project_ids: ['01900000-0000-7000-8000-000000000001'],
          department_ids: [null],
          filters: { priority: ['urgent', null], is_billable: [true, null] },
          date_range: { start: '2026-01-01', end: '2026-01-31' },
          timezone: 'Asia/Kolkata',
          refresh_seconds: 30,
        },
      };
      const made = await max().post(path, input).expect(201);
      expect(made.body).toMatchObject(input);
      const read = await max().get(`${path}/${made.body.id}`).expect(200);
      expect(read.body.config).toEqual(input.config);
    });

    it('updates only changed fields, and records an activity entry and a version', async () => {
      const { id, name } = await createDashboard('member');
      const one = `${path}/${id}`;
      await max()
        .patch(one, { description: 'x' })
        .set('If-Match', '"2"')
        .expect(412);
      const same = await max().patch(one, { name, config: {} }).expect(200);
      expect(same.body.version).toBe(1);
      const changed = await max()
        .patch(one, { description: 'Of us', config: { refresh_seconds: 60 } })
        .set('If-Match', 'W/"1"')
        .expect(200);
      expect(changed.body).toMatchObject({ name, version: 2 });
      expect(changed.headers.etag).toBe('"2"');
      const [made, entry] = await listActivityEntries(callboard(), id);
      expect(made.action).toBe('create');
      expect(entry).toMatchObject({
        action: 'update',
        entity_type: 'dashboard',
        entity_label: name,
        user_id: people.member,
      });
      expect(toFieldChanges(entry)).toEqual({
        description: [null, 'Of us'],
        config: [{}, { refresh_seconds: 60 }],
      });
    });

    it('rejects the name of another shared dashboard, ignoring case @postgres', async () => {
      const { name } = await createDashboard('admin', { access: 'shared' });
      const loud = name.toUpperCase();
      const taken = await max()
        .post(path, { name: loud, access: 'shared' })
        .expect(409);
      expect(taken.body.error.message).toBe(`body.name: ${loud} is taken`);
      const { id } = await createDashboard('member', { access: 'shared' });
      await max().patch(`${path}/${id}`, { name: loud }).expect(409);
    });

    it('rejects the name of another private dashboard of the same owner @postgres', async () => {
      const { name } = await createDashboard('member');
      const { id } = await createDashboard('member');
      await max().post(path, { name }).expect(409);
      await max().patch(`${path}/${id}`, { name }).expect(409);
      const shared = { name, access: 'shared' };
      const other = await max().post(path, shared).expect(201);
      expect(other.body.name).toBe(name);
      // A private dashboard needs a name unique among the owner's private ones.
      const toPrivate = { access: 'private' };
      await max().patch(`${path}/${other.body.id}`, toPrivate).expect(409);
      await max().patch(`${path}/${id}`, shared).expect(409);
    });

    it('allows the name of a private dashboard that the user cannot see @postgres', async () => {
      const { name } = await createDashboard('admin');
      const own = await max().post(path, { name }).expect(201);
      const shared = { name, access: 'shared' };
      await max().post(path, shared).expect(201);
      const file = await max().get(`${path}/${own.body.id}/export.json`);
      const { name: other } = await createDashboard('admin');
      const imported = await max()
        .post(`${path}/import`, { ...file.body, name: other })
        .expect(201);
      expect(imported.body.name).toBe(other);
    });

    it('deletes a dashboard, and allows its name to be reused', async () => {
      const { id, name } = await createDashboard('member');
      await max().delete(`${path}/${id}`).set('If-Match', '"7"').expect(412);
      await max().delete(`${path}/${id}`).expect(204);
      await max().get(`${path}/${id}`).expect(404);
      await max().get(`${path}/${id}/widgets`).expect(404);
      await max().delete(`${path}/${id}`).expect(404);
      const again = await max().post(path, { name }).expect(201);
      expect(again.body.id).not.toBe(id);
      const entries = await listActivityEntries(callboard(), id);
      expect(entries.map(({ action }) => action)).toEqual(['create', 'delete']);
    });

    it.each(['__proto__', 'constructor', 'toString'])(
      'accepts the name %s',
      async name => {
        const made = await max().post(path, { name }).expect(201);
        expect(made.body.name).toBe(name);
        const copy = await max().post(`${path}/${made.body.id}/duplicate`);
        expect(copy.body.name).toBe(`${name} (Copy)`);
      },
    );

    it('lists dashboards that the user may read, by name and in pages @postgres', async () => {
      const searchTerm = createName('page');
      for (const [who, access] of [
        ['member', 'private'],
        ['admin', 'shared'],
        ['admin', 'private'],
      ] as const) {
        await createDashboard(who, { name: createName(searchTerm), access });
      }
      const all = await max().get(`${path}?search=${searchTerm}`).expect(200);
      expect(all.body.total).toBe(2);
      const first = await max().get(`${path}?search=${searchTerm}&limit=1`);
      const { next_cursor } = first.body;
      const second = await max().get(
        `${path}?search=${searchTerm}&limit=1&cursor=${next_cursor}`,
      );
      expect([...first.body.items, ...second.body.items]).toEqual(
        all.body.items,
      );
      expect(second.body.next_cursor).toBeNull();
      const shared = await max().get(
        `${path}?search=${searchTerm}&access=shared`,
      );
      expect(shared.body.items).toHaveLength(1);
      await max().get(`${path}?cursor=WzEsMl0`).expect(400);
    });

    it('returns 404 for a dashboard of another workspace', async () => {
      const { id } = await createDashboard('superAdmin', { access: 'shared' });
      const boss = callboard().as('superAdmin');
      const elsewhere = `${await fixture.createOtherWorkspace()}/${id}`;
      await boss.get(elsewhere).expect(404);
      await boss.patch(elsewhere, { description: 'x' }).expect(404);
      await boss.put(`${elsewhere}/layout`, { widgets: [] }).expect(404);
      await boss.put(`${elsewhere}/favourite`).expect(404);
      await boss.post(`${elsewhere}/duplicate`).expect(404);
      await boss.get(`${elsewhere}/export.json`).expect(404);
      await boss.delete(elsewhere).expect(404);
      const here = await boss.get(`${path}/${id}`).expect(200);
      expect(here.body).toMatchObject({ is_favourite: false, version: 1 });
    });

    it('limits a workspace to 2,000 dashboards @full-postgres @postgres', async () => {
      const full = await fixture.createOtherWorkspace();
      const boss = callboard().as('superAdmin');
      const first = await boss.post(full, { name: 'First' }).expect(201);
      await fixture.createCopies(first.body.id, 1_998);
      const file = await boss.get(`${full}/${first.body.id}/export.json`);
      const answers = await Promise.all([
        boss.post(full, { name: 'Last' }),
        boss.post(`${full}/${first.body.id}/duplicate`),
        boss.post(`${full}/import`, file.body),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([
        201, 409, 409,
      ]);
    });

    describe('default dashboard', () => {
      const defaults = async () =>
        callboard()
          .knex('dashboards')
          .where({ is_default: true })
          .whereNull('deleted_at')
          .pluck('id');

      it('replaces the previous default', async () => {
        const shared = { access: 'shared', is_default: true };
        const former = await createDashboard('admin', shared);
        const next = await createDashboard('member', { access: 'shared' });
        const made = await max()
          .patch(`${path}/${next.id}`, { is_default: true })
          .expect(200);
        expect(made.body.is_default).toBe(true);
        expect(await defaults()).toEqual([next.id]);
        const other = await max().get(`${path}/${former.id}`).expect(200);
        expect(other.body).toMatchObject({ is_default: false, version: 2 });
        const { body } = await callboard()
          .as('superAdmin')
          .get(`/admin/activity?entity_id=${former.id}&details=true`);
        expect(toFieldChanges(body.activities[0])).toEqual({
          is_default: [true, false],
        });
      });

      it('rejects a private dashboard as default', async () => {
        const { id } = await createDashboard('member');
        const answers = [
          await max().post(path, { name: createName(), is_default: true }),
          await max().patch(`${path}/${id}`, { is_default: true }),
          await max().patch(`${path}/${id}`, {
            access: 'private',
            is_default: true,
          }),
        ];
        expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
        expect(answers.map(({ body }) => body.error.problems[0].field)).toEqual(
          Array(3).fill('body.is_default'),
        );
      });

      it('removes the default flag when a dashboard becomes private', async () => {
        const { id } = await createDashboard('member', {
          access: 'shared',
          is_default: true,
        });
        const answer = await max()
          .patch(`${path}/${id}`, { access: 'private' })
          .expect(200);
        expect(answer.body.is_default).toBe(false);
        expect(await defaults()).toEqual([]);
      });

      it('allows one default when several users set it concurrently @postgres', async () => {
        const made = [];
        for (const who of ['member', 'admin', 'superAdmin'] as const) {
          const { id } = await createDashboard(who, { access: 'shared' });
          made.push({ who, id });
        }
        const answers = await Promise.all(
          made.map(({ who, id }) =>
            callboard().as(who).patch(`${path}/${id}`, { is_default: true }),
          ),
        );
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
        expect(await defaults()).toHaveLength(1);
      });
    });

    describe('favourite dashboards', () => {
      it('stores a favourite for one user only', async () => {
        const { id, name } = await createDashboard('admin', {
          access: 'shared',
        });
        const guest = callboard().as('guest');
        const made = await guest.put(`${path}/${id}/favourite`).expect(200);
        expect(made.body).toMatchObject({ id, is_favourite: true });
        await guest.put(`${path}/${id}/favourite`).expect(200);
        const mine = await guest.get(`${path}?is_favourite=true`).expect(200);
        expect(mine.body.items.map((one: any) => one.name)).toEqual([name]);
        const others = await max().get(`${path}/${id}`).expect(200);
        expect(others.body.is_favourite).toBe(false);
        await guest.delete(`${path}/${id}/favourite`).expect(204);
        await guest.delete(`${path}/${id}/favourite`).expect(204);
        const none = await guest.get(`${path}?is_favourite=true`).expect(200);
        expect(none.body).toMatchObject({ items: [], total: 0 });
      });

      it('records no activity entry and no new version', async () => {
        const { id } = await createDashboard('member');
        const answer = await max().put(`${path}/${id}/favourite`).expect(200);
        expect(answer.body.version).toBe(1);
        expect(await listActivityEntries(callboard(), id)).toHaveLength(1);
      });
    });
  });
});

describe('dashboard permissions', () => {
  const path = '/workspaces/default/dashboards';

  describeWithoutJobs('dashboard permissions', {}, callboard => {
    const fixture = makeDashboardFixture(callboard);
    const { createDashboard, createFilledDashboard, createName } = fixture;

    beforeAll(fixture.assignRoles);

    /** Sends all requests about a dashboard with a widget, and returns their statuses. */
    async function fetchStatuses(
      who: PersonName,
      { id, widgets }: { id: string; widgets: any[] },
    ) {
      const agent = callboard().as(who);
      const one = `${path}/${id}`;
      const [{ id: wid, size }] = widgets;
      const answers = [
        await agent.get(one),
        await agent.get(`${one}/widgets`),
        await agent.get(`${one}/widgets/${wid}`),
        await agent.get(`${one}/export.json`),
        await agent.put(`${one}/favourite`),
        await agent.delete(`${one}/favourite`),
        await agent.post(`${one}/duplicate`),
        await agent.patch(one, { description: createName() }),
        await agent.put(`${one}/layout`, { widgets: [{ id: wid, ...size }] }),
        await agent.patch(`${one}/widgets/${wid}`, { title: createName() }),
        await agent.post(`${one}/widgets`, exampleWidget),
        await agent.delete(`${one}/widgets/${wid}`),
        await agent.delete(one),
      ];
      return answers.map(({ status }) => status).join(' ');
    }

    it('allows the owner of a private dashboard everything', async () => {
      const dashboard = await createFilledDashboard('member', 1);
      expect(await fetchStatuses('member', dashboard)).toBe(
        '200 200 200 200 200 204 201 200 200 200 201 204 204',
      );
    });

    it.each(['admin', 'superAdmin', 'guest'] as const)(
      'denies %s everything on a private dashboard of another user',
      async who => {
        const dashboard = await createFilledDashboard('member', 1);
        const writeStatus = who === 'guest' ? '403' : '404';
        expect(await fetchStatuses(who, dashboard)).toBe(
          [...Array(6).fill('404'), ...Array(7).fill(writeStatus)].join(' '),
        );
        const list = await callboard().as(who).get(`${path}?limit=200`);
        expect(list.body.items.map((one: any) => one.id)).not.toContain(
          dashboard.id,
        );
      },
    );

    it('allows workspace admins everything on a shared dashboard @full', async () => {
      const dashboard = await createFilledDashboard('member', 1, {
        access: 'shared',
      });
      expect(await fetchStatuses('admin', dashboard)).toBe(
        '200 200 200 200 200 204 201 200 200 200 201 204 204',
      );
    });

    it('allows other members to read and copy a shared dashboard @full', async () => {
      const dashboard = await createFilledDashboard('admin', 1, {
        access: 'shared',
      });
      expect(await fetchStatuses('member', dashboard)).toBe(
        '200 200 200 200 200 204 201 403 403 403 403 403 403',
      );
    });

    it('allows guests only to read a shared dashboard', async () => {
      const dashboard = await createFilledDashboard('admin', 1, {
        access: 'shared',
      });
      expect(await fetchStatuses('guest', dashboard)).toBe(
        '200 200 200 200 200 204 403 403 403 403 403 403 403',
      );
      const guest = callboard().as('guest');
      await guest.post(path, { name: createName() }).expect(403);
      await guest.post(`${path}/import`, {}).expect(403);
    });

    it('returns 403 when an admin makes the shared dashboard of another user private', async () => {
      const { id } = await createDashboard('member', { access: 'shared' });
      const admin = callboard().as('admin');
      await admin.patch(`${path}/${id}`, { access: 'private' }).expect(403);
      await admin.patch(`${path}/${id}`, { access: 'shared' }).expect(200);
      const answer = await callboard().as('member').get(`${path}/${id}`);
      expect(answer.body).toMatchObject({ access: 'shared', version: 1 });
    });

    it('leaves a shared dashboard accessible after its owner has left', async () => {
      const boss = callboard().as('superAdmin');
      const removed = 'user:default/gone.girl';
      const members = '/workspaces/default/members';
      const { body: member } = await boss
        .post(members, { user_ref: removed, role: 'member' })
        .expect(201);
      const made = await callboard()
        .as(removed)
        .post(path, { name: createName(), access: 'shared' })
        .expect(201);
      await boss.delete(`${members}/${member.id}`).expect(204);
      const one = `${path}/${made.body.id}`;
      await callboard().as(removed).get(one).expect(404);
      const read = await callboard().as('guest').get(one).expect(200);
      expect(read.body.owner_ref).toBe(removed);
      await callboard()
        .as('admin')
        .patch(one, { name: createName() })
        .expect(200);
      await callboard().as('member').post(`${one}/duplicate`).expect(201);
    });
  });

  describeCallboard('visibility of dashboard activity', {}, callboard => {
    const fixture = makeDashboardFixture(callboard);
    const { createDashboard, createFilledDashboard } = fixture;
    const max = () => callboard().as('member');

    beforeAll(fixture.assignRoles);

    /** Reads the activity entries of an entity as a person sees them. */
    async function listActivityFor(who: PersonName, entity_id: string) {
      const { body } = await callboard()
        .as(who)
        .get(`/activity?workspace=default&entity_id=${entity_id}`)
        .expect(200);
      return body.activities.reverse().map(toFieldChanges);
    }

    it('shows activity entries of a private dashboard only to its owner', async () => {
      const { id, widgets } = await createFilledDashboard('member', 1);
      expect(await listActivityFor('stranger', id)).toEqual([]);
      expect(await listActivityFor('stranger', widgets[0].id)).toEqual([]);
      expect(await listActivityFor('member', widgets[0].id)).toHaveLength(1);
      const row = await callboard()
        .knex('activity')
        .where({ entity_id: id })
        .first();
      const readers = await callboard()
        .knex('activity_readers')
        .where({ activity_id: row.id })
        .pluck('user_ref');
      expect(readers).toEqual([people.member]);
    });

    it('shows activity entries of a shared dashboard to the whole workspace', async () => {
      const { id, widgets } = await createFilledDashboard('admin', 1, {
        access: 'shared',
      });
      expect(await listActivityFor('stranger', id)).toHaveLength(1);
      expect(await listActivityFor('stranger', widgets[0].id)).toHaveLength(1);
    });

    it('shows that a dashboard became shared, and hides earlier changes', async () => {
      const { id } = await createDashboard('member', { description: 'Secret' });
      const patch = { description: 'For all', access: 'shared' };
      const answer = await max().patch(`${path}/${id}`, patch).expect(200);
      expect(answer.body).toMatchObject({ ...patch, version: 3 });
      expect(await listActivityFor('stranger', id)).toEqual([
        { access: ['private', 'shared'] },
      ]);
      expect((await listActivityFor('member', id)).slice(1)).toEqual([
        { description: ['Secret', 'For all'] },
        { access: ['private', 'shared'] },
      ]);
    });

    it('shows that a dashboard became private, and hides later changes', async () => {
      const { id } = await createDashboard('member', {
        access: 'shared',
        is_default: true,
      });
      const patch = { description: 'Secret', access: 'private' };
      const answer = await max().patch(`${path}/${id}`, patch).expect(200);
      expect(answer.body).toMatchObject({ ...patch, is_default: false });
      await max().patch(`${path}/${id}`, { description: 'More' }).expect(200);
      expect((await listActivityFor('stranger', id)).slice(1)).toEqual([
        { access: ['shared', 'private'], is_default: [true, false] },
      ]);
      const activityRows = await callboard()
        .knex('activity')
        .where({ entity_id: id });
      expect(activityRows).toHaveLength(4);
    });
  });
});

describe('dashboard copies', () => {
  const path = '/workspaces/default/dashboards';

  describeWithoutJobs(
    'dashboard copies',
    { databases: 'tagged' },
    callboard => {
      const fixture = makeDashboardFixture(callboard);
      const { createDashboard, createFilledDashboard, createName } = fixture;
      const copy = (who: 'member' | 'admin', id: string) =>
        callboard().as(who).post(`${path}/${id}/duplicate`);

      beforeAll(fixture.assignRoles);

      it('copies all existing widgets, and makes the caller the owner', async () => {
        const { id, name, widgets } = await createFilledDashboard('admin', 3, {
          access: 'shared',
          is_default: true,
          description: 'Of us',
          config: { refresh_seconds: 60 },
        });
        const admin = callboard().as('admin');
        await admin
          .delete(`${path}/${id}/widgets/${widgets[1].id}`)
          .expect(204);
        const { body } = await copy('member', id).expect(201);
        expect(body).toMatchObject({
          name: `${name} (Copy)`,
          description: 'Of us',
          owner_ref: people.member,
          access: 'private',
          is_default: false,
          config: { refresh_seconds: 60 },
          version: 1,
        });
        const alike = ({
          widget_type,
          title,
          config,
          sort_order,
          size,
        }: any) => ({
          widget_type,
          title,
          config,
          sort_order,
          size,
        });
        expect(body.widgets.map(alike)).toEqual(
          [widgets[0], widgets[2]].map(alike),
        );
        const ids = body.widgets.map((one: any) => one.id);
        expect(ids).not.toContain(widgets[0].id);
        const [entry] = await listActivityEntries(callboard(), body.id);
        expect(entry).toMatchObject({
          action: 'create',
          metadata: { duplicate_of: id },
        });
        const details = await callboard()
          .knex('activity')
          .where({ batch_id: entry.batch_id, is_detail: true });
        expect(details.map(row => row.entity_id).sort()).toEqual(ids.sort());
      });

      it('numbers the names of repeated copies', async () => {
        const { id, name } = await createDashboard('member');
        const names = [];
        for (let nth = 0; nth < 3; nth += 1) {
          names.push((await copy('member', id).expect(201)).body.name);
        }
        expect(names).toEqual([
          `${name} (Copy)`,
          `${name} (Copy 2)`,
          `${name} (Copy 3)`,
        ]);
      });

      it('chooses a number that no other dashboard name has', async () => {
        const name = createName();
        const { id } = await createDashboard('member', { name });
        await createDashboard('member', { name: `${name} (COPY)` });
        const first = await copy('member', id).expect(201);
        expect(first.body.name).toBe(`${name} (Copy 2)`);
        await callboard().as('member').delete(`${path}/${first.body.id}`);
        const second = await copy('member', id).expect(201);
        expect(second.body.name).toBe(`${name} (Copy 2)`);
      });

      it('shortens names to the maximum length', async () => {
        // The cut would split a surrogate pair.
        const name = `${'x'.repeat(247)}🎯${'y'.repeat(6)}`;
        const { id } = await createDashboard('member', { name });
        const { body } = await copy('member', id).expect(201);
        expect(body.name).toBe(`${'x'.repeat(247)} (Copy)`);
        const again = await copy('member', id).expect(201);
        expect(again.body.name).toBe(`${'x'.repeat(246)} (Copy 2)`);
      });

      it('chooses unique names for concurrent copies and imports @postgres', async () => {
        const { id, name } = await createFilledDashboard('admin', 2, {
          access: 'shared',
        });
        const admin = callboard().as('admin');
        const file = (await admin.get(`${path}/${id}/export.json`)).body;
        const answers = await Promise.all([
          copy('member', id),
          admin.post(`${path}/import`, file),
          copy('admin', id),
          admin.post(`${path}/import`, file),
          copy('member', id),
          admin.post(`${path}/import`, file),
        ]);
        expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
        const getDashboardNames = (owner: string) =>
          answers
            .filter(({ body }) => body.owner_ref === owner)
            .map(({ body }) => body.name);
        const copies = [`${name} (Copy)`, `${name} (Copy 2)`];
        expect(new Set(getDashboardNames(people.member))).toEqual(
          new Set(copies),
        );
        expect(new Set(getDashboardNames(people.admin))).toEqual(
          new Set([name, ...copies, `${name} (Copy 3)`]),
        );
        expect(answers.map(({ body }) => body.widgets.length)).toEqual(
          Array(6).fill(2),
        );
      });
    },
  );
});

describe('dashboard layouts', () => {
  const path = '/workspaces/default/dashboards';
  const ABSENT = '01900000-0000-7000-8000-000000000000';

  describeWithoutJobs('widget layout', { databases: 'tagged' }, callboard => {
    const fixture = makeDashboardFixture(callboard);
    const { createFilledDashboard } = fixture;
    const max = () => callboard().as('member');

    beforeAll(fixture.assignRoles);

    const createPositions = (widgets: any[]) =>
      widgets.map(({ id }, nth) => ({
        id,
        x: 6,
        y: nth * 3,
        width: 6,
        height: 3,
      }));

    it('moves all widgets, and records one activity entry with details', async () => {
      const { id, widgets } = await createFilledDashboard('member', 3);
      const positions = createPositions(widgets);
      const [{ id: _, ...size }] = positions;
      const answer = await max()
        .put(`${path}/${id}/layout`, { widgets: positions.reverse() })
        .expect(200);
      expect(answer.body.widgets[0]).toMatchObject({ size, version: 2 });
      await max()
        .put(`${path}/${id}/layout`, { widgets: positions })
        .expect(200);
      const entries = await listActivityEntries(callboard(), id);
      expect(entries.map(({ action }) => action)).toEqual(['create', 'layout']);
      expect(entries[1].metadata).toMatchObject({ text: '3 widgets' });
      const details = await callboard()
        .knex('activity')
        .where({ batch_id: entries[1].batch_id, is_detail: true });
      expect(details.map(row => row.entity_id).sort()).toEqual(
        widgets.map(widget => widget.id).sort(),
      );
    });

    it.each<[string, (positions: any[]) => any[], string]>([
      ['a missing widget', all => all.slice(1), 'body.widgets'],
      ['no widgets', () => [], 'body.widgets'],
      [
        'an unknown widget',
        all => [...all, { ...all[0], id: ABSENT }],
        'body.widgets[2].id',
      ],
      ['a duplicate widget', all => [...all, all[0]], 'body.widgets[2].id'],
      [
        'a widget outside the grid',
        ([first, second]) => [{ ...first, x: 7 }, second],
        'body.widgets[0].width',
      ],
      [
        'a widget that is too small',
        ([first, second]) => [first, { ...second, height: 1 }],
        'body.widgets[1].height',
      ],
      [
        'a widget without a position',
        ([first, { x: _, ...second }]) => [first, second],
        'body.widgets[1].x',
      ],
    ])('rejects a layout with %s', async (_name, change, field) => {
      const { id, widgets } = await createFilledDashboard('member', 2);
      const answer = await max()
        .put(`${path}/${id}/layout`, {
          widgets: change(createPositions(widgets)),
        })
        .expect(400);
      const fields = answer.body.error.problems.map((one: any) => one.field);
      expect(fields).toContain(field);
      const read = await max().get(`${path}/${id}`).expect(200);
      expect(read.body.widgets).toEqual(widgets);
    });

    it('returns 412 when the layout has changed since it was read', async () => {
      const { id, widgets } = await createFilledDashboard('member', 2);
      const read = await max().get(`${path}/${id}`).expect(200);
      const layout = { widgets: createPositions(widgets) };
      const moved = await max()
        .put(`${path}/${id}/layout`, layout)
        .set('If-Match', `"${read.body.version}"`)
        .expect(200);
      expect(moved.body.version).toBe(read.body.version + 1);
      await max()
        .put(`${path}/${id}/layout`, { widgets: layout.widgets.reverse() })
        .set('If-Match', `"${read.body.version}"`)
        .expect(412);
    });

    it('rejects a layout with a widget that is deleted or of another dashboard', async () => {
      const { id, widgets } = await createFilledDashboard('member', 2);
      const other = await createFilledDashboard('member', 1);
      await max().delete(`${path}/${id}/widgets/${widgets[1].id}`);
      for (const stray of [widgets[1], other.widgets[0]]) {
        const answer = await max()
          .put(`${path}/${id}/layout`, {
            widgets: createPositions([widgets[0], stray]),
          })
          .expect(400);
        expect(answer.body.error.problems).toEqual([
          {
            field: 'body.widgets[1].id',
            reason: 'is not a widget of this dashboard',
          },
        ]);
      }
    });

    it('moves all widgets or none when one is deleted concurrently @postgres', async () => {
      const { id, widgets } = await createFilledDashboard('member', 4);
      const [laidOut, deleted] = await Promise.all([
        max().put(`${path}/${id}/layout`, {
          widgets: createPositions(widgets),
        }),
        max().delete(`${path}/${id}/widgets/${widgets[2].id}`),
      ]);
      expect(deleted.status).toBe(204);
      const read = await max().get(`${path}/${id}`).expect(200);
      const versions = read.body.widgets.map((one: any) => one.version);
      const expected = laidOut.status === 200 ? 2 : 1;
      expect([200, 400]).toContain(laidOut.status);
      expect(versions).toEqual(Array(3).fill(expected));
    });
  });
});

describe('dashboard search', () => {
  const path = '/workspaces/default/dashboards';
  const everybody = ['superAdmin', 'admin', 'member', 'guest'] as const;

  describeCallboard('dashboard search and resources', {}, callboard => {
    const { assignRoles, createDashboard, createOtherWorkspace } =
      makeDashboardFixture(callboard);

    beforeAll(assignRoles);

    const search = async (
      who: PersonName,
      q: string,
    ): Promise<SearchResult[]> =>
      (
        await callboard()
          .as(who)
          .get(`/search?q=${encodeURIComponent(q)}`)
          .expect(200)
      ).body.items;

    const findResources = async (
      who: PersonName,
      ...ids: string[]
    ): Promise<{ items: Resource[]; deleted: unknown[] }> =>
      (
        await callboard()
          .as(who)
          .get(`/resources?dashboards=${ids}`)
          .expect(200)
      ).body;

    it('returns the name, owner, workspace and URL of a dashboard', async () => {
      const { id } = await createDashboard('member', {
        name: 'Büro Wombat 100%',
        access: 'shared',
      });
      const url = `/dashboards/${id}?workspace=default`;
      const found = {
        type: 'dashboard',
        id,
        title: 'Büro Wombat 100%',
        subtitle: 'Max Member',
        workspace_slug: 'default',
        url,
        state: null,
        mark: null,
      };
      for (const q of ['wombat', 'BURO', 'wombat buro', '0%']) {
        expect(await search('guest', q)).toEqual([found]);
      }
      expect(await search('guest', 'w_mbat')).toEqual([]);
      expect(await findResources('guest', id)).toEqual({
        items: [
          {
            type: 'dashboard',
            id,
            title: 'Büro Wombat 100%',
            workspace_slug: 'default',
            url,
          },
        ],
        deleted: [],
      });
    });

    it('finds private dashboards of the user and shared ones of their workspaces', async () => {
      const own = await createDashboard('member', { name: 'Echidna, mine' });
      const shared = await createDashboard('admin', {
        name: 'Echidna, ours',
        access: 'shared',
      });
      const elsewhere = await createOtherWorkspace();
      const { body: far } = await callboard()
        .as('superAdmin')
        .post(elsewhere, { name: 'Echidna, far', access: 'shared' })
        .expect(201);
      const seen: Record<string, string[]> = {};
      for (const who of everybody) {
        const found = (await search(who, 'echidna')).map(({ id }) => id).sort();
        const { items } = await findResources(who, own.id, shared.id, far.id);
        expect([who, items.map(({ id }) => id).sort()]).toEqual([who, found]);
        seen[who] = found;
      }
      expect(seen).toEqual({
        superAdmin: [shared.id, far.id].sort(),
        admin: [shared.id],
        member: [own.id, shared.id].sort(),
        guest: [shared.id],
      });
    });

    it('reports a deleted dashboard to its readers, and omits it from search', async () => {
      const shared = await createDashboard('member', {
        name: 'Numbat, ours',
        access: 'shared',
      });
      const own = await createDashboard('member', { name: 'Numbat, mine' });
      for (const { id } of [shared, own]) {
        await callboard().as('member').delete(`${path}/${id}`).expect(204);
      }
      expect(await search('member', 'numbat')).toEqual([]);
      const removed = (id: string) => ({ type: 'dashboard', id });
      expect((await findResources('guest', shared.id, own.id)).deleted).toEqual(
        [removed(shared.id)],
      );
      expect(
        (await findResources('member', shared.id, own.id)).deleted,
      ).toEqual([removed(shared.id), removed(own.id)]);
    });

    it('shows the reference of an owner whose name is unknown', async () => {
      await createDashboard('member', { name: 'Quoll', access: 'shared' });
      const { knex } = callboard();
      await knex('dashboards')
        .where({ name: 'Quoll' })
        .update({ owner_ref: 'user:default/gone' });
      expect((await search('guest', 'quoll'))[0].subtitle).toBe(
        'user:default/gone',
      );
    });
  });
});

const TEAM = 'group:default/team-a';
const BOSSES = 'group:default/bosses';
const QUARTER_MS = 15 * 60_000;

const createGroup = (name: string, members: string[]) =>
  createEntity('Group', name, {
    relations: members.map(targetRef => ({ type: 'hasMember', targetRef })),
  });

describeWithoutJobs(
  'dashboard viewers',
  { entities: catalogEntities, databases: 'tagged' },
  callboard => {
    let now = Date.now();
    let entities: Entity[];
    let isAway: boolean;
    let lookUps: number;
    let lost: string[];
    let workspace_id: string;

    beforeAll(async () => {
      await callboard().as('guest').get('/me').expect(200);
      const { body } = await callboard()
        .as('superAdmin')
        .put(
          '/workspaces/default/projects/by-entity/component/default/payments-api',
        )
        .expect(200);
      await callboard()
        .as('superAdmin')
        .patch(`/workspaces/default/projects/${body.id}`, { access: 'secret' })
        .expect(200);
      ({ id: workspace_id } = await callboard()
        .knex('workspaces')
        .where({ slug: 'default' })
        .first('id'));
      await callboard().as('superAdmin').post('/workspaces/default/members', {
        user_ref: people.guest,
        role: 'guest',
      });
    });

    beforeEach(async () => {
      // A day later, the catalog responses cached by the previous test have expired.
      now += 24 * 60 * 60_000;
      isAway = false;
      lookUps = 0;
      lost = [];
      entities = [...testEntities, createGroup('team-a', [people.guest])];
      await store().replace(
        people.guest,
        new Set([people.guest, TEAM, BOSSES, 'group:default/owns-nothing']),
      );
      await callboard()
        .knex('ownership_refs')
        .where({ user_ref: people.guest, owner_ref: people.guest })
        .update({ seen_at: new Date(now) });
    });

    function store() {
      return new OwnershipStore({
        knex: callboard().knex,
        clock: { now: () => now },
        onLost: async (_, refs) => {
          lost.push(...refs);
        },
      });
    }

    /** A new instance with an empty cache, as after a restart. */
    function viewers(): Viewers {
      const { knex } = callboard();
      const catalog = catalogServiceMock.mock({
        getEntitiesByRefs: async (request, options) => {
          lookUps += 1;
          if (isAway) {
            throw new Error('away');
          }
          return catalogServiceMock({ entities }).getEntitiesByRefs(
            request,
            options,
          );
        },
      });
      const auth = mockServices.auth();
      const clock = { now: () => now };
      const known = new PeopleService({
        store: new PeopleStore(knex),
        catalog,
        auth,
        clock,
        logger: silentLogger,
      });
      const superAdmins = [BOSSES];
      return new Viewers({
        knex,
        superAdmins,
        people: known,
        workspaces: new WorkspaceDirectory(knex),
        absentPeople: new AbsentPeople({
          clock,
          superAdmins,
          people: known,
          store: store(),
          groups: new GroupMembers({ catalog, auth }),
        }),
      });
    }

    /** Finds the guest's role and number of visible projects, without a request from the guest. */
    async function seen(who = viewers()) {
      const found = await who.find(workspace_id, people.guest);
      if (!found) {
        return 'nothing';
      }
      const projects = await whereProjectVisible(
        callboard().knex('projects').whereNull('deleted_at'),
        toProjectViewer(found),
      );
      return `${found.role} ${projects.length}`;
    }

    it('uses the stored Groups of a user who sent a request recently', async () => {
      entities = [...testEntities, createGroup('team-a', [])];
      expect(await seen()).toBe('admin 1');
      expect(lost).toEqual([]);
    });

    it('reads Groups from the catalog after 15 minutes, and revokes access through Groups that the user left', async () => {
      now += QUARTER_MS + 1;
      expect(await seen()).toBe('member 1');
      expect(lost).toEqual([BOSSES]);
      expect(await seen()).toBe('member 1');
      expect(lost).toEqual([BOSSES]);
    });

    it('hides the projects of a Group that the user has left', async () => {
      now += QUARTER_MS + 1;
      entities = [...testEntities, createGroup('team-a', [people.member])];
      expect(await seen()).toBe('member 0');
      expect(lost).toEqual([BOSSES, TEAM]);
      await store().replace(people.guest, new Set([people.guest, TEAM]));
      expect(await seen()).toBe('member 1');
    });

    it('shows the projects of parents of the Group of the user', async () => {
      now += QUARTER_MS + 1;
      entities = [
        ...testEntities,
        createEntity('Group', 'team-a', {
          relations: [{ type: 'parentOf', targetRef: 'group:default/part' }],
        }),
        createGroup('part', [people.guest]),
      ];
      expect(await seen()).toBe('member 1');
    });

    it('returns no viewer for a user who is no longer in the catalog', async () => {
      now += QUARTER_MS + 1;
      entities = entities.filter(
        ({ metadata }) => metadata.name !== 'gus.guest',
      );
      expect(await seen()).toBe('nothing');
    });

    it('throws while the catalog is unavailable, and revokes no access', async () => {
      now += QUARTER_MS + 1;
      isAway = true;
      await expect(seen()).rejects.toThrow(
        'The catalog is not responding. Try again later',
      );
      expect(lost).toEqual([]);
      isAway = false;
      expect(await seen()).toBe('member 1');
    });

    it('looks up several users at once, and caches the result @postgres', async () => {
      now += QUARTER_MS + 1;
      const who = viewers();
      await who.prefetch([...Object.values(people)]);
      // One request for the people, and one for each of the two relevant Groups.
      expect(lookUps).toBe(3);
      expect(await seen(who)).toBe('member 1');
      expect(lookUps).toBe(3);
    });
  },
);
