import { WorkItem } from '@callboard/plugin-callboard-common';
import { setTimeout } from 'timers/promises';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../__testUtils__/listActivityEntries';
import { catalogEntities } from '../../core/projects/__testUtils__/catalogEntities';
import { ProjectFixture } from './__testUtils__/ProjectFixture';
import { databaseIds } from '../../__testUtils__/databases';
import { CommentFixture } from './__testUtils__/CommentFixture';

describeCallboard(
  'work items',
  { entities: catalogEntities, databases: databaseIds },
  callboard => {
    let fixture: ProjectFixture;

    beforeAll(async () => {
      fixture = await ProjectFixture.open(callboard());
      await callboard().as('member').get('/me').expect(200);
    });

    it('creates an item in the first backlog state, with the next number of the project', async () => {
      const first = await fixture.make({ title: 'First' });
      const second = await fixture.make({ title: 'Second' });
      expect(first).toMatchObject({
        title: 'First',
        state_id: fixture.states.Backlog.id,
        state_group: 'backlog',
        priority: 'none',
        assignees: [],
        labels: [],
        completed_at: null,
        is_draft: false,
        source: 'callboard',
        created_by: people.superAdmin,
      });
      const [, number] = first.identifier.split('-');
      expect(first.identifier).toBe(`PAYMENTSAPI-${number}`);
      expect(second.identifier).toBe(`PAYMENTSAPI-${Number(number) + 1}`);
      expect(await fixture.read(first)).toEqual(first);
    });

    it('assigns unique numbers to items created concurrently @full-sqlite', async () => {
      const createdItems = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          fixture.make({ title: `At once ${index}` }),
        ),
      );
      const numbers = createdItems
        .map(({ identifier }) => Number(identifier.split('-')[1]))
        .sort((one, other) => one - other);
      expect(numbers).toEqual(numbers.map((_, index) => numbers[0] + index));
    });

    it('stores all fields of the create request, and records them as an activity entry', async () => {
      const label = await fixture.createSetting('labels', { name: 'bug' });
      const cycle = await fixture.createSetting('cycles', { name: 'Sprint 1' });
      const module = await fixture.createSetting('modules', {
        name: 'Checkout',
      });
      const parent = await fixture.make();
      const values = {
        title: 'All of it',
        description: '# Why\nBecause.',
        state_id: fixture.states.Todo.id,
        priority: 'urgent',
        assignees: [people.member],
        labels: [label.id],
        estimate_points: 2.5,
        estimate_time: 90,
        cycle_id: cycle.id,
        module_id: module.id,
        start_date: '2026-01-30',
        target_date: '2026-02-28',
        parent_id: parent.id,
      };
      const item = await fixture.make(values);
      expect(item).toMatchObject(values);
      const [entry] = await listActivityEntries(callboard(), item.id);
      expect(entry).toMatchObject({
        action: 'create',
        entity_type: 'work_item',
        entity_label: `${item.identifier} All of it`,
      });
      expect(toFieldChanges(entry)).toMatchObject({
        labels: [null, [label.id]],
        state_id: [null, fixture.states.Todo.id],
      });
      expect(entry.metadata).toMatchObject({
        names: {
          [label.id]: 'bug',
          [fixture.states.Todo.id]: 'Todo',
          [people.member]: 'Max Member',
        },
      });
    });

    it('sets completed_at when an item enters a completed state, and clears it when the item leaves that state @full-postgres', async () => {
      const item = await fixture.make({
        state_id: fixture.states['In Progress'].id,
      });
      const done = await fixture.patch(item, {
        state_id: fixture.states.Done.id,
      });
      expect(done.completed_at).toBe(done.updated_at);
      const renamed = await fixture.patch(item, { title: 'Still done' });
      expect(renamed.completed_at).toBe(done.completed_at);
      const reopened = await fixture.patch(item, {
        state_id: fixture.states.Todo.id,
      });
      expect(reopened.completed_at).toBeNull();
      const cancelled = await fixture.patch(item, {
        state_id: fixture.states.Cancelled.id,
      });
      expect(cancelled.completed_at).toBeNull();
      const [, completing] = await listActivityEntries(callboard(), item.id);
      expect(toFieldChanges(completing)).toEqual({
        state_id: [fixture.states['In Progress'].id, fixture.states.Done.id],
        completed_at: [null, done.completed_at],
      });
    });

    it('keeps the version and records no activity entry when nothing changes', async () => {
      const item = await fixture.make({
        labels: [],
        assignees: [people.member],
      });
      expect(
        await fixture.patch(item, {
          title: item.title,
          assignees: [people.member],
          priority: 'none',
        }),
      ).toEqual(item);
      expect(await listActivityEntries(callboard(), item.id)).toHaveLength(1);
    });

    it('returns 412 when If-Match names an outdated version', async () => {
      const item = await fixture.make();
      const path = `${fixture.path}/work-items/${item.id}`;
      await fixture.patch(item, { title: 'Newer' });
      await fixture
        .as('superAdmin')
        .patch(path, { title: 'Older' })
        .set('If-Match', `"${item.version}"`)
        .expect(412);
      await fixture
        .as('superAdmin')
        .delete(path)
        .set('If-Match', `W/"${item.version}"`)
        .expect(412);
      expect((await fixture.read(item)).title).toBe('Newer');
    });

    it('keeps the children of a deleted item, and clears their parent', async () => {
      const parent = await fixture.make();
      const child = await fixture.make({ parent_id: parent.id });
      const path = `${fixture.path}/work-items/${parent.id}`;
      await fixture.as('superAdmin').delete(path).expect(204);
      await fixture.as('superAdmin').get(path).expect(404);
      await fixture.as('superAdmin').delete(path).expect(404);
      expect((await fixture.read(child)).parent_id).toBeNull();
      const deleted = (await listActivityEntries(callboard(), parent.id)).at(
        -1,
      )!;
      expect(deleted.action).toBe('delete');
      expect(deleted.changes.map(({ new_value }) => new_value)).toEqual(
        deleted.changes.map(() => null),
      );
    });

    it('accepts titles of the maximum length', async () => {
      const title = '😀'.repeat(256);
      const item = await fixture.make({ title });
      expect((await fixture.read(item)).title).toBe(title);
      const [{ entity_label }] = await listActivityEntries(
        callboard(),
        item.id,
      );
      expect(`${item.identifier} ${title}`.startsWith(entity_label!)).toBe(
        true,
      );
      expect(entity_label!.length).toBeGreaterThan(500);
    });

    it('archives an item at the current time, and restores it @full-postgres', async () => {
      const item = await fixture.make({ title: 'Old' });
      const archived = await fixture.patch(item, {
        archived_at: '2020-01-01T00:00:00.000Z',
      });
      expect(archived.archived_at).toBe(archived.updated_at);
      expect(await fixture.listTitles('search=Old')).toEqual([]);
      expect(await fixture.listTitles('search=Old&is_archived=true')).toEqual([
        'Old',
      ]);
      await fixture.patch(item, { archived_at: null });
      expect(await fixture.listTitles('search=Old')).toEqual(['Old']);
    });

    describe('readable project', () => {
      it('allows only project members to create and edit items @full-postgres', async () => {
        const item = await fixture.make();
        const path = `${fixture.path}/work-items`;
        const member = fixture.as('reader');
        await member.get(`${path}/${item.id}`).expect(200);
        await member.post(path, { title: 'Mine' }).expect(403);
        await member.patch(`${path}/${item.id}`, { title: 'Mine' }).expect(403);
        await member.post(`${fixture.path}/join`, {}).expect(201);
        await member.post(path, { title: 'Mine' }).expect(201);
        await member.patch(`${path}/${item.id}`, { title: 'Ours' }).expect(200);
        expect((await fixture.read(item)).title).toBe('Ours');
        await member
          .post(`${fixture.path}/labels`, { name: 'mine' })
          .expect(403);
      });
    });
  },
);

describe('work item validation', () => {
  const absent = '01920000-0000-7000-8000-000000000000';

  describeCallboard(
    'invalid work items',
    { entities: catalogEntities, databases: databaseIds },
    callboard => {
      let fixture: ProjectFixture;

      beforeAll(async () => {
        fixture = await ProjectFixture.open(callboard());
        await callboard().as('member').get('/me').expect(200);
      });

      it.each([
        ['state_id', absent],
        ['cycle_id', absent],
        ['module_id', absent],
        ['parent_id', absent],
      ])('rejects an unknown %s', async (field, value) => {
        const refused = await fixture
          .as('superAdmin')
          .post(`${fixture.path}/work-items`, { title: 'Bad', [field]: value })
          .expect(400);
        expect(refused.body.error.message).toMatch(`body.${field}: is not a`);
      });

      it('reports all invalid fields at once', async () => {
        const refused = await fixture
          .as('superAdmin')
          .post(`${fixture.path}/work-items`, {
            title: 'Bad',
            labels: [absent],
            assignees: ['user:default/nobody'],
            state_id: absent,
          })
          .expect(400);
        expect(refused.body.error.message.split('; ')).toEqual([
          'body.state_id: is not a state of this project',
          'body.labels[0]: is not a label of this project',
          'body.assignees[0]: does not have access to this project',
        ]);
      });

      it('rejects a target date before the start date', async () => {
        const days = { start_date: '2026-02-02', target_date: '2026-02-01' };
        await fixture
          .as('superAdmin')
          .post(`${fixture.path}/work-items`, { title: 'Bad', ...days })
          .expect(400);
        const item = await fixture.make({ target_date: '2026-02-01' });
        await fixture
          .as('superAdmin')
          .patch(`${fixture.path}/work-items/${item.id}`, {
            start_date: '2026-03-01',
          })
          .expect(400);
        expect(await fixture.read(item)).toEqual(item);
      });

      it('rejects a state or parent of another project', async () => {
        const other = await ProjectFixture.open(callboard(), 'payments_api');
        const item = await other.make();
        const refused = await fixture
          .as('superAdmin')
          .post(`${fixture.path}/work-items`, {
            title: 'Bad',
            state_id: other.states.Todo.id,
            parent_id: item.id,
          })
          .expect(400);
        expect(refused.body.error.message).toBe(
          'body.state_id: is not a state of this project; body.parent_id: is not a work item of this project',
        );
        await fixture
          .as('superAdmin')
          .get(`${fixture.path}/work-items/${item.id}`)
          .expect(404);
      });

      it('rejects parent cycles, also from concurrent moves @full-sqlite', async () => {
        const top = await fixture.make();
        const middle = await fixture.make({ parent_id: top.id });
        const low = await fixture.make({ parent_id: middle.id });
        const path = (item: WorkItem) =>
          `${fixture.path}/work-items/${item.id}`;
        const superAdmin = fixture.as('superAdmin');
        await superAdmin.patch(path(top), { parent_id: top.id }).expect(400);
        await superAdmin.patch(path(top), { parent_id: low.id }).expect(400);

        const [one, other] = [await fixture.make(), await fixture.make()];
        const answers = await Promise.all([
          superAdmin.patch(path(one), { parent_id: other.id }),
          superAdmin.patch(path(other), { parent_id: one.id }),
        ]);
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
      });

      it('allows a parent whose stored ancestors are circular @full-postgres', async () => {
        const { knex } = callboard();
        const [one, other] = [await fixture.make(), await fixture.make()];
        const child = await fixture.make();
        await knex('work_items')
          .where({ id: one.id })
          .update({ parent_id: other.id });
        await knex('work_items')
          .where({ id: other.id })
          .update({ parent_id: one.id });
        await fixture.patch(child, { parent_id: one.id });
        expect((await fixture.read(child)).parent_id).toBe(one.id);
      });

      it('names the index of the assignee without access to the project', async () => {
        const item = await fixture.make({ assignees: [people.member] });
        const refused = await fixture
          .as('superAdmin')
          .patch(`${fixture.path}/work-items/${item.id}`, {
            assignees: [people.member, 'user:default/nobody'],
          })
          .expect(400);
        expect(refused.body.error.message).toMatch(/^body\.assignees\[1\]: /);
      });
    },
  );
});

describeCallboard(
  'user outside a project',
  {
    entities: catalogEntities,
    config: { workspaces: { default: { autoJoin: 'none' } } },
  },
  callboard => {
    let fixture: ProjectFixture;
    let mine: CommentFixture;
    let other: CommentFixture;

    beforeAll(async () => {
      const superAdmin = callboard().as('superAdmin');
      for (const [user_ref, role] of [
        [people.member, 'member'],
        [people.guest, 'guest'],
      ]) {
        await superAdmin
          .post('/workspaces/default/members', { user_ref, role })
          .expect(201);
      }
      fixture = await ProjectFixture.open(callboard());
      const assignees = [people.guest, people.member];
      mine = await CommentFixture.create(callboard(), fixture, { assignees });
      other = await CommentFixture.create(callboard(), fixture);
    });

    const getItemPath = ({ item }: CommentFixture) =>
      `${fixture.path}/work-items/${item.id}`;

    it('allows assignees to edit an item, but not to move, archive or delete it @full', async () => {
      const me = fixture.as('member');
      await me
        .patch(getItemPath(mine), {
          title: 'Better',
          priority: 'high',
          state_id: fixture.states.Done.id,
        })
        .expect(200);
      await me.patch(getItemPath(other), { title: 'Better' }).expect(403);
      for (const patch of [
        { parent_id: other.item.id },
        { parent_id: null },
        { sort_order: 1 },
        { archived_at: '2026-01-01T00:00:00.000Z' },
      ]) {
        const { body } = await me.patch(getItemPath(mine), patch).expect(403);
        expect(body.error.message).toContain(Object.keys(patch)[0]);
      }
      expect(await fixture.read(mine.item)).toMatchObject({
        title: 'Better',
        priority: 'high',
        archived_at: null,
      });
      await me.delete(getItemPath(mine)).expect(403);
      await me.post(`${fixture.path}/work-items`, { title: 'New' }).expect(403);
    });

    it('allows a bulk update only when all items are assigned to the user', async () => {
      const me = fixture.as('member');
      const path = `${fixture.path}/work-items/bulk-update`;
      const changes = { priority: 'low' };
      const all = [mine.item.id, other.item.id];
      await me.post(path, { ids: all, changes }).expect(403);
      const ids = [mine.item.id];
      await me.post(path, { ids, changes: { parent_id: null } }).expect(403);
      await me.post(path, { ids, changes }).expect(200);
      expect(await fixture.read(other.item)).toMatchObject({
        priority: 'none',
      });
    });

    it('allows assignees to comment on an item, and authors to change only their own comments', async () => {
      const me = fixture.as('member');
      const comment = await mine.comment('On it', 'member');
      await me.post(other.path, { body: 'Me too' }).expect(403);
      const otherComment = await mine.comment('Thanks');
      await me
        .patch(mine.getCommentPath(otherComment), { body: 'No' })
        .expect(403);
      await me.delete(mine.getCommentPath(otherComment)).expect(403);
      const superAdmin = fixture.as('superAdmin');
      for (const body of ['No', 7]) {
        await superAdmin
          .patch(mine.getCommentPath(comment), { body })
          .expect(403);
      }
      await fixture.patch(mine.item, { assignees: [people.guest] });
      await me.patch(getItemPath(mine), { title: 'Best' }).expect(403);
      await me.post(mine.path, { body: 'Still on it' }).expect(403);
      await me
        .patch(mine.getCommentPath(comment), { body: 'Was on it' })
        .expect(200);
      await me.delete(mine.getCommentPath(comment)).expect(204);
      await superAdmin.delete(mine.getCommentPath(otherComment)).expect(204);
      expect(await mine.list()).toEqual([]);
    });

    it('allows a workspace guest only to read', async () => {
      const guest = fixture.as('guest');
      await guest.get(mine.path).expect(200);
      await guest.patch(getItemPath(mine), { title: 'Mine' }).expect(403);
      await guest.post(mine.path, { body: 'Mine' }).expect(403);
      expect(await mine.list()).toEqual([]);
    });

    it('returns 404 to an assignee when the project is secret', async () => {
      const superAdmin = fixture.as('superAdmin');
      const comment = await mine.comment('Between us');
      await fixture.patch(mine.item, { assignees: [people.member] });
      await superAdmin.patch(fixture.path, { access: 'secret' }).expect(200);
      const me = fixture.as('member');
      await me.get(mine.path).expect(404);
      await me.get(mine.getCommentPath(comment)).expect(404);
      await me.post(mine.path, { body: 'Hello' }).expect(404);
      await me.patch(getItemPath(mine), { title: 'Mine' }).expect(404);
      expect(await mine.list()).toEqual([comment]);
    });
  },
);

describe('bulk update', () => {
  const absent = '01920000-0000-7000-8000-000000000000';

  describeWithoutJobs(
    'bulk update of work items',
    { entities: catalogEntities, databases: 'tagged' },
    callboard => {
      let fixture: ProjectFixture;
      const superAdmin = () => callboard().as('superAdmin');
      const update = (body: object) =>
        superAdmin().post(`${fixture.path}/work-items/bulk-update`, body);

      beforeAll(async () => {
        fixture = await ProjectFixture.open(callboard());
        await callboard().as('member').get('/me').expect(200);
      });

      it('records one activity entry for the project, and one for each changed item', async () => {
        const items = [
          await fixture.make(),
          await fixture.make(),
          await fixture.make({ state_id: fixture.states.Done.id }),
        ];
        const ids = items.map(({ id }) => id);
        const changes = { state_id: fixture.states.Done.id };
        const { body } = await update({ ids, changes }).expect(200);
        expect(body).toEqual({
          changed: 2,
          unchanged: 1,
          items: items.map(({ id }, at) => ({ id, version: at < 2 ? 2 : 1 })),
        });
        expect((await fixture.read(items[0])).completed_at).not.toBeNull();

        const { body: log } = await superAdmin()
          .get('/admin/activity?entity_type=project&action=bulk_update')
          .expect(200);
        expect(log.activities).toHaveLength(1);
        expect(log.activities[0]).toMatchObject({
          entity_id: fixture.pid,
          entity_label: 'Payments API',
          metadata: {
            text: '2 work items',
            entity_type: 'work_item',
            changed: 2,
            unchanged: 1,
          },
        });
        const { body: history } = await superAdmin()
          .get(
            `/admin/activity?entity_type=work_item&entity_id=${ids[0]}&details=true`,
          )
          .expect(200);
        expect(toFieldChanges(history.activities[0])).toMatchObject({
          state_id: [fixture.states.Backlog.id, fixture.states.Done.id],
        });
        expect(history.activities[0].batch_id).toBe(log.activities[0].batch_id);
      });

      it('records a summary when a single item changes', async () => {
        const { id } = await fixture.make();
        const changes = { priority: 'high' };
        await update({ ids: [id], changes }).expect(200);
        const { body: log } = await superAdmin()
          .get('/admin/activity?entity_type=project&action=bulk_update&limit=1')
          .expect(200);
        expect(log.activities[0].metadata).toMatchObject({
          text: '1 work item',
          changed: 1,
          unchanged: 0,
        });
        const [entry] = await listActivityEntries(callboard(), id);
        expect(entry).toMatchObject({ action: 'create' });
      });

      it('rejects all items when one is invalid, and reports each problem', async () => {
        const item = await fixture.make();
        const refused = await update({
          ids: [item.id, absent],
          changes: { priority: 'high', assignees: ['user:default/nobody'] },
        }).expect(400);
        expect(refused.body.error.message).toBe(
          'body.ids[1]: is not a work item of this project; body.changes.assignees[0]: does not have access to this project',
        );
        expect(await fixture.read(item)).toEqual(item);
      });

      it('rejects reversed dates and an item as its own parent', async () => {
        const [parent, child] = [
          await fixture.make(),
          await fixture.make({ target_date: '2026-01-01' }),
        ];
        const reversed = await update({
          ids: [parent.id, child.id],
          changes: { start_date: '2026-01-02' },
        }).expect(400);
        expect(reversed.body.error.message).toMatch(/^body\.ids\[1\]: /);
        await update({
          ids: [parent.id, child.id],
          changes: { parent_id: parent.id },
        }).expect(400);
        await update({
          ids: [child.id],
          changes: { parent_id: parent.id },
        }).expect(200);
      });

      it('requires 1 to 100 items without duplicates', async () => {
        const { id } = await fixture.make();
        const changes = { priority: 'low' };
        await update({ ids: [], changes }).expect(400);
        await update({ ids: [id, id], changes }).expect(400);
        const many = Array.from(
          { length: 101 },
          (_, index) => `${absent.slice(0, -3)}${100 + index}`,
        );
        await update({ ids: many, changes }).expect(400);
        expect((await fixture.read({ id })).priority).toBe('none');
      });

      it('sets and clears the assignees of all items @postgres', async () => {
        const items = [await fixture.make(), await fixture.make()];
        const ids = items.map(({ id }) => id);
        await update({ ids, changes: { assignees: [people.member] } }).expect(
          200,
        );
        expect((await fixture.read(items[1])).assignees).toEqual([
          people.member,
        ]);
        await update({ ids, changes: { assignees: null } }).expect(200);
        expect((await fixture.read(items[1])).assignees).toEqual([]);
      });

      it('adds and removes assignees and labels, and keeps the others @postgres', async () => {
        const [bug, urgent] = await Promise.all(
          ['Bug', 'Urgent'].map(
            async name =>
              (
                await superAdmin()
                  .post(`${fixture.path}/labels`, { name })
                  .expect(201)
              ).body.id,
          ),
        );
        const items = [
          await fixture.make({ labels: [bug] }),
          await fixture.make({ labels: [urgent], assignees: [people.member] }),
        ];
        await update({
          ids: items.map(({ id }) => id),
          changes: {
            add_labels: [urgent],
            remove_labels: [bug],
            add_assignees: [people.member],
          },
        }).expect(200);
        for (const item of items) {
          expect(await fixture.read(item)).toMatchObject({
            labels: [urgent],
            assignees: [people.member],
          });
        }
        const refused = await update({
          ids: [items[0].id],
          changes: {
            add_labels: [absent],
            add_assignees: ['user:default/nobody'],
          },
        }).expect(400);
        expect(refused.body.error.message).toBe(
          'body.changes.add_labels[0]: is not a label of this project; body.changes.add_assignees[0]: does not have access to this project',
        );
        await update({
          ids: [items[0].id],
          changes: {
            remove_assignees: [people.member],
            remove_labels: [absent],
          },
        }).expect(200);
        expect((await fixture.read(items[0])).assignees).toEqual([]);
      });
    },
  );

  describeWithoutJobs(
    'bulk patches of work items',
    { entities: catalogEntities },
    callboard => {
      let fixture: ProjectFixture;
      const superAdmin = () => callboard().as('superAdmin');
      const patch = (patches: object[]) =>
        superAdmin().post(`${fixture.path}/work-items/bulk-patch`, { patches });

      beforeAll(async () => {
        fixture = await ProjectFixture.open(callboard());
      });

      it('applies a patch to each item, and reports items changed or deleted since their given version as conflicts @full', async () => {
        const items = [
          await fixture.make({ priority: 'low' }),
          await fixture.make({ priority: 'urgent' }),
          await fixture.make(),
          await fixture.make(),
        ];
        const ids = items.map(({ id }) => id);
        const { body: done } = await superAdmin()
          .post(`${fixture.path}/work-items/bulk-update`, {
            ids,
            changes: { priority: 'high' },
          })
          .expect(200);
        const getItemPath = (index: number) =>
          `${fixture.path}/work-items/${ids[index]}`;
        await superAdmin()
          .patch(getItemPath(2), { priority: 'medium' })
          .expect(200);
        await superAdmin().delete(getItemPath(3)).expect(204);

        const { body } = await patch(
          done.items.map(
            ({ id, version }: { id: string; version: number }) => ({
              id,
              version,
              changes: {
                priority: items.find(item => item.id === id)!.priority,
              },
            }),
          ),
        ).expect(200);
        expect(body).toEqual({
          changed: 2,
          unchanged: 0,
          conflicts: [ids[2], ids[3]],
        });
        expect((await fixture.read(items[0])).priority).toBe('low');
        expect((await fixture.read(items[1])).priority).toBe('urgent');
        expect((await fixture.read(items[2])).priority).toBe('medium');
      });

      it('rejects all patches when one is invalid, and names the invalid one', async () => {
        const [one, other] = [await fixture.make(), await fixture.make()];
        const buildPatch = (item: { id: string }, changes: object) => ({
          id: item.id,
          version: 1,
          changes,
        });
        const refused = await patch([
          buildPatch(one, { priority: 'high' }),
          buildPatch(other, { cycle_id: absent }),
        ]).expect(400);
        expect(refused.body.error.message).toBe(
          'body.patches[1].changes.cycle_id: is not a cycle of this project',
        );
        expect((await fixture.read(one)).priority).toBe('none');
      });

      it('rejects patches that together form a parent cycle', async () => {
        const [one, other] = [await fixture.make(), await fixture.make()];
        const buildParentPatch = (
          item: { id: string },
          parent: { id: string },
        ) => ({
          id: item.id,
          version: 1,
          changes: { parent_id: parent.id },
        });
        const refused = await patch([
          buildParentPatch(one, other),
          buildParentPatch(other, one),
        ]).expect(400);
        expect(refused.body.error.message).toMatch(
          /^body\.patches\[0\]\.changes\.parent_id: must not be/,
        );
        await patch([buildParentPatch(one, other)]).expect(200);
      });
    },
  );
});

describeCallboard(
  'archived project @full',
  { databases: 'tagged', entities: catalogEntities },
  callboard => {
    it('returns its items, and responds to every change with 409', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const item = await fixture.make();
      const superAdmin = fixture.as('superAdmin');
      const path = `${fixture.path}/work-items`;
      await superAdmin
        .patch(fixture.path, { archived_at: '2026-01-01T00:00:00.000Z' })
        .expect(200);
      expect(await fixture.read(item)).toEqual(item);
      await superAdmin.post(path, { title: 'New' }).expect(409);
      await superAdmin
        .patch(`${path}/${item.id}`, { title: 'Newer' })
        .expect(409);
      await superAdmin.delete(`${path}/${item.id}`).expect(409);
      await superAdmin
        .post(`${path}/bulk-update`, {
          ids: [item.id],
          changes: { priority: 'low' },
        })
        .expect(409);
      await superAdmin
        .post(`${fixture.path}/labels`, { name: 'New' })
        .expect(409);
      await superAdmin.patch(fixture.path, { archived_at: null }).expect(200);
      await fixture.patch(item, { title: 'Newer' });
    });

    it('rejects an item whose creation was pending when the project was archived @postgres', async () => {
      const fixture = await ProjectFixture.open(callboard(), 'payments_api');
      const archiving = await callboard().knex.transaction();
      await archiving('projects')
        .where({ id: fixture.pid })
        .update({ archived_at: new Date() });
      const making = fixture
        .as('superAdmin')
        .post(`${fixture.path}/work-items`, { title: 'Late' })
        .then(({ status }) => status);
      // The request passes the access checks, then waits for the lock on the project.
      await setTimeout(500);
      await archiving.commit();
      expect(await making).toBe(409);
      expect(
        await callboard().knex('work_items').where({ project_id: fixture.pid }),
      ).toEqual([]);
    });
  },
);
