import { Knex } from 'knex';
import { WorkItemComment } from '@callboard/plugin-callboard-common';
import { omit, shuffle } from 'lodash';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../../__testUtils__/listActivityEntries';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { untilBlocked } from '../../../__testUtils__/untilBlocked';
import { people } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { encodeCursor } from '../../../database/paging';
import { getInstant, ProjectFixture } from '../__testUtils__/ProjectFixture';
import { CommentFixture } from '../__testUtils__/CommentFixture';
import { recordPlans } from '../../../__testUtils__/plans';
import { insertMany } from '../../../database/bulk';
import { createId } from '../../../database/ids';
import { findCommentedItems } from './IngestedComments';

const absent = '01920000-0000-7000-8000-000000000000';

const createSourceItem = () => ({
  entity_ref: 'component:default/payments-api',
  external_id: 'i1',
  updated_at: getInstant(0),
  title: 'From elsewhere',
});

const createSnapshot = (values: object = {}) => ({
  external_id: 'c1',
  work_item_external_id: 'i1',
  updated_at: getInstant(1),
  author_ref: people.member,
  author_name: 'max',
  body: 'Seen @gus.guest',
  mentions: [],
  external_url: 'https://example.org/i1#c1',
  created_at: getInstant(1),
  edited_at: null,
  ...values,
});

describeCallboard(
  'comments',
  { entities: catalogEntities, databases: 'tagged' },
  callboard => {
    let fixture: ProjectFixture;

    beforeAll(async () => {
      fixture = await ProjectFixture.open(callboard());
      for (const who of ['member', 'guest'] as const) {
        await callboard().as(who).get('/me').expect(200);
      }
    });

    it('creates, updates and deletes a comment and records each change', async () => {
      const commentFixture = await CommentFixture.create(callboard(), fixture);
      const { identifier, title } = commentFixture.item;
      const posted = await commentFixture.comment('Looks **good**');
      expect(posted).toEqual({
        id: expect.any(String),
        project_id: fixture.pid,
        work_item_id: commentFixture.item.id,
        author_ref: people.superAdmin,
        author_name: 'Sue Super',
        body: 'Looks **good**',
        mentions: [],
        source: 'callboard',
        external_id: null,
        external_url: null,
        edited_at: null,
        version: 1,
        created_at: expect.any(String),
        updated_at: posted.created_at,
        deleted_at: null,
        deleted_by: null,
      });
      const superAdmin = commentFixture.as('superAdmin');
      const changed = await superAdmin
        .patch(commentFixture.getCommentPath(posted), { body: 'Looks fine' })
        .set('If-Match', '"1"')
        .expect(200);
      expect(changed.headers.etag).toBe('"2"');
      expect(changed.body).toEqual({
        ...posted,
        body: 'Looks fine',
        version: 2,
        edited_at: expect.any(String),
        updated_at: changed.body.edited_at,
      });
      expect(await commentFixture.list()).toEqual([changed.body]);
      await superAdmin
        .patch(commentFixture.getCommentPath(posted), { body: 'Looks fine' })
        .expect(200);
      await superAdmin
        .patch(commentFixture.getCommentPath(posted), { body: 'Late' })
        .set('If-Match', '"1"')
        .expect(412);
      await superAdmin
        .delete(commentFixture.getCommentPath(posted))
        .set('If-Match', '"1"')
        .expect(412);
      await superAdmin
        .delete(commentFixture.getCommentPath(posted))
        .expect(204);
      await superAdmin.get(commentFixture.getCommentPath(posted)).expect(404);
      await superAdmin
        .delete(commentFixture.getCommentPath(posted))
        .expect(404);

      const entries = await listActivityEntries(callboard(), posted.id);
      expect(entries.map(({ action }) => action)).toEqual([
        'create',
        'update',
        'delete',
      ]);
      expect(entries[0]).toMatchObject({
        entity_type: 'work_item_comment',
        entity_label: `${identifier} ${title}`,
      });
      expect(toFieldChanges(entries[1])).toEqual({
        body: ['Looks **good**', 'Looks fine'],
      });
      expect(toFieldChanges(entries[2])).toMatchObject({
        body: ['Looks fine', null],
      });
    });

    it('records the author of a comment that another person deletes', async () => {
      await callboard().as('member').get('/me').expect(200);
      const commentFixture = await CommentFixture.create(callboard(), fixture, {
        assignees: [people.member],
      });
      const posted = await commentFixture.comment('Looks good', 'member');
      await commentFixture
        .as('superAdmin')
        .delete(commentFixture.getCommentPath(posted))
        .expect(204);
      const entries = await listActivityEntries(callboard(), posted.id);
      expect(
        entries.map(({ action, metadata }) => [
          action,
          omit(metadata, 'names'),
        ]),
      ).toEqual([
        ['create', {}],
        ['delete', { subject_ref: people.member }],
      ]);
    });

    it('lists deleted comments only on request, without text and mentions', async () => {
      const commentFixture = await CommentFixture.create(callboard(), fixture);
      const posted = await commentFixture.comment('Never mind, @max.member');
      await commentFixture.comment('Go on');
      await commentFixture
        .as('superAdmin')
        .delete(commentFixture.getCommentPath(posted))
        .expect(204);
      expect(await commentFixture.list()).toMatchObject([{ body: 'Go on' }]);
      expect(await commentFixture.list('include_deleted=true')).toMatchObject([
        {
          id: posted.id,
          body: '',
          mentions: [],
          deleted_at: expect.any(String),
          deleted_by: people.superAdmin,
        },
        { body: 'Go on', deleted_at: null, deleted_by: null },
      ]);
    });

    it('paginates by creation time in ascending and descending order @postgres', async () => {
      const commentFixture = await CommentFixture.create(callboard(), fixture);
      const posted = ['one', 'two', 'three'];
      for (const body of posted) await commentFixture.comment(body);
      for (const [order, expected] of [
        ['created_at', posted],
        ['-created_at', [...posted].reverse()],
      ] as const) {
        const found: string[] = [];
        let cursor = '';
        do {
          const { body } = await commentFixture
            .as('superAdmin')
            .get(`${commentFixture.path}?limit=2&order_by=${order}${cursor}`)
            .expect(200);
          expect(body.total).toBe(3);
          found.push(...body.items.map((item: { body: string }) => item.body));
          cursor = body.next_cursor && `&cursor=${body.next_cursor}`;
        } while (cursor);
        expect(found).toEqual(expected);
      }
      const { body } = await commentFixture
        .as('superAdmin')
        .get(`${commentFixture.path}?limit=1`)
        .expect(200);
      await commentFixture
        .as('superAdmin')
        .get(
          `${commentFixture.path}?order_by=-created_at&cursor=${body.next_cursor}`,
        )
        .expect(400);
      const farBack = encodeCursor([
        'created_at',
        '-271821-04-20T00:00:00.000Z',
        body.items[0].id,
      ]);
      await commentFixture
        .as('superAdmin')
        .get(`${commentFixture.path}?cursor=${farBack}`)
        .expect(400);
    });

    it('mentions only users who can see the work item', async () => {
      const secret = await ProjectFixture.open(callboard(), 'payments_api');
      const superAdmin = callboard().as('superAdmin');
      await superAdmin.patch(secret.path, { access: 'secret' }).expect(200);
      const body =
        '@max.member, `@gus.guest` and @user:default/sue.super: @nobody';
      const open = await (
        await CommentFixture.create(callboard(), fixture)
      ).comment(body);
      expect(open.mentions).toEqual([people.member, people.superAdmin]);
      const commentFixture = await CommentFixture.create(callboard(), secret);
      const hidden = await commentFixture.comment(body);
      expect(hidden.mentions).toEqual([people.superAdmin]);
      const { body: edited } = await superAdmin
        .patch(commentFixture.getCommentPath(hidden), { body: 'Nobody' })
        .expect(200);
      expect(edited.mentions).toEqual([]);
      const [entry] = await listActivityEntries(callboard(), open.id);
      expect(entry.metadata).toMatchObject({
        names: { [people.superAdmin]: 'Sue Super' },
      });
    });

    it('returns 404 under another work item and after the work item is deleted', async () => {
      const commentFixture = await CommentFixture.create(callboard(), fixture);
      const other = await CommentFixture.create(callboard(), fixture);
      const posted = await commentFixture.comment('Here');
      const superAdmin = commentFixture.as('superAdmin');
      await superAdmin.get(other.getCommentPath(posted)).expect(404);
      await superAdmin
        .patch(other.getCommentPath(posted), { body: 'There' })
        .expect(404);
      await superAdmin.delete(other.getCommentPath(posted)).expect(404);
      expect(await commentFixture.list()).toEqual([posted]);
      await superAdmin
        .get(`${fixture.path}/work-items/${absent}/comments`)
        .expect(404);
      await superAdmin
        .post(`${fixture.path}/work-items/${absent}/comments`, { body: 'Lost' })
        .expect(404);
      await superAdmin
        .delete(`${fixture.path}/work-items/${commentFixture.item.id}`)
        .expect(204);
      await superAdmin.get(commentFixture.path).expect(404);
      await superAdmin.get(commentFixture.getCommentPath(posted)).expect(404);
      await superAdmin
        .post(commentFixture.path, { body: 'Too late' })
        .expect(404);
    });

    it('rejects empty bodies and bodies above 20,000 characters', async () => {
      const commentFixture = await CommentFixture.create(callboard(), fixture);
      const superAdmin = commentFixture.as('superAdmin');
      await superAdmin.post(commentFixture.path, { body: ' \n ' }).expect(400);
      await superAdmin.post(commentFixture.path, {}).expect(400);
      await superAdmin.post(commentFixture.path, { body: 7 }).expect(400);
      const longest = '>'.repeat(20_000);
      await superAdmin
        .post(commentFixture.path, { body: `${longest}>` })
        .expect(400);
      expect((await commentFixture.comment(longest)).body).toBe(longest);
    });

    it('returns 409 for changes while the project is archived', async () => {
      const archived = await ProjectFixture.open(callboard(), 'payments_api');
      const commentFixture = await CommentFixture.create(callboard(), archived);
      const posted = await commentFixture.comment('Before');
      const superAdmin = commentFixture.as('superAdmin');
      await superAdmin
        .patch(archived.path, { archived_at: '2026-01-01T00:00:00.000Z' })
        .expect(200);
      await superAdmin.post(commentFixture.path, { body: 'After' }).expect(409);
      await superAdmin
        .patch(commentFixture.getCommentPath(posted), { body: 'After' })
        .expect(409);
      await superAdmin
        .delete(commentFixture.getCommentPath(posted))
        .expect(409);
      expect(await commentFixture.list()).toEqual([posted]);
    });
  },
);

// SQLite has one connection, so nothing can happen between two steps of a request.
describeCallboard(
  'comments during concurrent changes',
  { entities: catalogEntities, databases: ['POSTGRES_18'] },
  callboard => {
    it('returns 403 for a user who is being unassigned', async () => {
      const { knex } = callboard();
      await callboard().as('member').get('/me').expect(200);
      const fixture = await ProjectFixture.open(callboard());
      const commentFixture = await CommentFixture.create(callboard(), fixture, {
        assignees: [people.member],
      });
      const work_item_id = commentFixture.item.id;
      const answer = await knex.transaction(async tx => {
        await tx('work_items').where({ id: work_item_id }).forUpdate();
        await tx('work_item_assignees').where({ work_item_id }).delete();
        const query = commentFixture
          .as('member')
          .post(commentFixture.path, { body: 'On it' })
          .then(({ status }) => ({ status }));
        await untilBlocked(knex, 'work_item');
        // Not awaited here, because the request waits for this transaction.
        return { query };
      });
      expect(await answer.query).toEqual({ status: 403 });
      expect(await commentFixture.list()).toEqual([]);
    });

    it('repeats an ingestion after another one has stored the same comment', async () => {
      const { knex } = callboard();
      const fixture = await ProjectFixture.open(callboard());
      const commentFixture = await CommentFixture.create(callboard(), fixture);
      const source = fixture.newSource();
      await fixture.ingest(source, [createSourceItem()]);
      await commentFixture.ingest(source, [
        createSnapshot({ external_id: 'c0' }),
      ]);
      const row = await knex('work_item_comments').where({ source }).first();
      const answer = await knex.transaction(async tx => {
        await tx('work_item_comments').insert({
          ...row,
          id: createId(Date.now()),
          external_id: 'c1',
        });
        const query = commentFixture.ingest(source, [
          createSnapshot({ updated_at: getInstant(2) }),
        ]);
        await untilBlocked(knex, 'work_item_comments');
        // Not awaited here, because the request waits for this transaction.
        return { query };
      });
      expect(await answer.query).toMatchObject([{ status: 'unchanged' }]);
      expect(
        await knex('work_item_comments').where({ source, external_id: 'c1' }),
      ).toMatchObject([{ external_updated_at: new Date(getInstant(2)) }]);
    });
  },
);

describeCallboard(
  'comments from a source',
  { entities: catalogEntities },
  callboard => {
    let fixture: ProjectFixture;
    let commentFixture: CommentFixture;

    beforeAll(async () => {
      fixture = await ProjectFixture.open(callboard());
      commentFixture = await CommentFixture.create(callboard(), fixture);
      await callboard().as('member').get('/me').expect(200);
    });

    /** Creates a source with one item, and returns the path of the item's comments. */
    async function newSource() {
      const source = fixture.newSource();
      const [{ id }] = await fixture.ingest(source, [createSourceItem()]);
      const path = `${fixture.path}/work-items/${id}/comments`;
      const list = async (): Promise<WorkItemComment[]> => {
        const { body } = await fixture
          .as('superAdmin')
          .get(`${path}?include_deleted=true`)
          .expect(200);
        return body.items;
      };
      return { source, path, list };
    }

    const statuses = async (source: string, comments: unknown[]) =>
      (await commentFixture.ingest(source, comments)).map(
        ({ status }) => status,
      );

    it('stores comments as the source sends them and rejects changes by users', async () => {
      const { source, path, list } = await newSource();
      expect(await commentFixture.ingest(source, [createSnapshot()])).toEqual([
        {
          external_id: 'c1',
          status: 'created',
          id: expect.any(String),
          identifier: expect.stringMatching(/-\d+$/),
          reason: null,
        },
      ]);
      const [comment] = await list();
      expect(comment).toMatchObject({
        author_ref: people.member,
        author_name: 'Max Member',
        body: 'Seen @gus.guest',
        mentions: [],
        source,
        external_id: 'c1',
        external_url: 'https://example.org/i1#c1',
        created_at: getInstant(1),
        edited_at: null,
      });
      const one = `${path}/${comment.id}`;
      await fixture.as('member').patch(one, { body: 'No' }).expect(409);
      await fixture.as('member').delete(one).expect(409);
      await fixture.as('superAdmin').delete(one).expect(409);
      await commentFixture.ingest(source, [
        createSnapshot({ is_deleted: true }),
      ]);
      expect(await list()).toMatchObject([{ body: '', id: comment.id }]);
      const entries = await listActivityEntries(callboard(), comment.id);
      expect(
        entries.map(({ action, source: entrySource }) => [action, entrySource]),
      ).toEqual([
        ['create', 'ingest'],
        ['delete', 'ingest'],
      ]);
    });

    it('allows authors that only the source knows', async () => {
      const { source, list } = await newSource();
      const unknown = { author_ref: null, author_name: 'octocat' };
      const [{ id }] = await commentFixture.ingest(source, [
        createSnapshot(unknown),
      ]);
      expect(await list()).toMatchObject([unknown]);
      const renamed = { ...unknown, author_name: 'hubot' };
      expect(
        await statuses(source, [
          createSnapshot({ ...renamed, updated_at: getInstant(2) }),
        ]),
      ).toEqual(['updated']);
      expect(await list()).toMatchObject([renamed]);
      const [created, changed] = await listActivityEntries(callboard(), id!);
      expect(toFieldChanges(created)).toMatchObject({
        author_name: [null, 'octocat'],
      });
      expect(toFieldChanges(changed)).toEqual({
        author_name: ['octocat', 'hubot'],
      });
    });

    it('records the author of an ingested comment with each change', async () => {
      const { source } = await newSource();
      const [{ id }] = await commentFixture.ingest(source, [createSnapshot()]);
      await commentFixture.ingest(source, [
        createSnapshot({ body: 'Seen', updated_at: getInstant(2) }),
      ]);
      const entries = await listActivityEntries(callboard(), id!);
      expect(
        entries.map(({ action, metadata }) => [
          action,
          omit(metadata, 'names'),
        ]),
      ).toEqual([
        ['create', { subject_ref: people.member }],
        ['update', { subject_ref: people.member }],
      ]);
    });

    it('returns the status "unchanged" when the activity log would show no difference', async () => {
      const { source } = await newSource();
      const [{ id }] = await commentFixture.ingest(source, [createSnapshot()]);
      expect(
        await statuses(source, [
          createSnapshot({
            updated_at: getInstant(2),
            edited_at: getInstant(2),
          }),
          createSnapshot({
            updated_at: getInstant(3),
            author_name: 'maximilian',
          }),
        ]),
      ).toEqual(['unchanged', 'unchanged']);
      const entries = await listActivityEntries(callboard(), id!);
      expect(entries.map(({ action }) => action)).toEqual(['create']);
      expect(toFieldChanges(entries[0])).not.toHaveProperty('author_name');
    });

    it('mentions users named by the source if they can see the work item', async () => {
      const { source, list } = await newSource();
      const mentions = [people.member, 'user:default/nobody', people.member];
      await commentFixture.ingest(source, [createSnapshot({ mentions })]);
      expect(await list()).toMatchObject([{ mentions: [people.member] }]);
    });

    it('ignores repeated and outdated snapshots', async () => {
      const { source, list } = await newSource();
      const newer = createSnapshot({
        updated_at: getInstant(3),
        body: 'Newer',
        edited_at: getInstant(3),
      });
      expect(await statuses(source, [createSnapshot()])).toEqual(['created']);
      expect(await statuses(source, [newer, createSnapshot(), newer])).toEqual([
        'updated',
        'outdated',
        'unchanged',
      ]);
      expect(
        await statuses(source, [createSnapshot({ updated_at: getInstant(2) })]),
      ).toEqual(['outdated']);
      expect(await list()).toMatchObject([
        {
          body: 'Newer',
          version: 2,
          edited_at: getInstant(3),
          created_at: getInstant(1),
        },
      ]);
    });

    it('keeps the creation time when a later snapshot omits it', async () => {
      const { source, list } = await newSource();
      await commentFixture.ingest(source, [createSnapshot()]);
      await commentFixture.ingest(source, [
        createSnapshot({
          updated_at: getInstant(4),
          created_at: undefined,
          body: 'Later',
        }),
      ]);
      expect(await list()).toMatchObject([
        { body: 'Later', created_at: getInstant(1) },
      ]);
    });

    it('keeps comments deleted, even when the deletion arrives first', async () => {
      const { source, list } = await newSource();
      const deleted = createSnapshot({
        updated_at: getInstant(5),
        is_deleted: true,
      });
      expect(await statuses(source, [deleted])).toEqual(['deleted']);
      expect(
        await statuses(source, [createSnapshot({ updated_at: getInstant(9) })]),
      ).toEqual(['deleted']);
      expect(await list()).toEqual([]);
    });

    it('fails invalid comments individually and returns the reason', async () => {
      const { source, list } = await newSource();
      const results = await commentFixture.ingest(source, [
        7,
        createSnapshot({ external_id: 'c2', work_item_external_id: 'i2' }),
        createSnapshot({ external_id: 'c3', body: null }),
        createSnapshot({
          external_id: 'c4',
          author_ref: null,
          author_name: null,
        }),
        createSnapshot({
          external_id: 'c5',
          external_url: 'file:///etc/passwd',
        }),
        createSnapshot(),
      ]);
      expect(results.map(({ status }) => status)).toEqual([
        'failed',
        'failed',
        'failed',
        'failed',
        'failed',
        'created',
      ]);
      expect(results[1].reason).toBe(
        'work_item_external_id: is not a work item of this source',
      );
      expect(await list()).toHaveLength(1);
    });

    it('records one activity entry for several comments of one request', async () => {
      const { source } = await newSource();
      const two = ['c1', 'c2'].map(external_id =>
        createSnapshot({ external_id }),
      );
      const results = await commentFixture.ingest(source, two);
      const entries = await listActivityEntries(callboard(), fixture.pid);
      expect(entries.at(-1)).toMatchObject({
        action: 'ingest',
        entity_type: 'project',
        metadata: {
          text: '2 comments',
          entity_type: 'work_item_comment',
          source,
          changed: 2,
        },
      });
      expect(await listActivityEntries(callboard(), results[0].id!)).toEqual(
        [],
      );
    });

    it('fails updates but accepts deletions when the work item is deleted', async () => {
      const { source, path } = await newSource();
      await commentFixture.ingest(source, [createSnapshot()]);
      await fixture
        .as('superAdmin')
        .delete(path.replace('/comments', ''))
        .expect(204);
      expect(
        await statuses(source, [
          createSnapshot({ updated_at: getInstant(2) }),
          createSnapshot({ updated_at: getInstant(3), is_deleted: true }),
        ]),
      ).toEqual(['failed', 'deleted']);
    });

    it('stores the same result for every order of snapshots @full', async () => {
      const snapshots = [
        createSnapshot(),
        createSnapshot({ updated_at: getInstant(2), body: 'Second' }),
        createSnapshot({ updated_at: getInstant(2), body: 'Other second' }),
        createSnapshot({ external_id: 'c2', updated_at: getInstant(3) }),
        createSnapshot({
          external_id: 'c2',
          updated_at: getInstant(1),
          is_deleted: true,
        }),
        createSnapshot({ external_id: 'c3', mentions: [people.member] }),
        createSnapshot({
          external_id: 'c3',
          updated_at: getInstant(2),
          mentions: [],
        }),
      ];
      const ingestSnapshots = async (order: readonly object[]) => {
        const { source, list } = await newSource();
        for (const snapshot of order)
          await commentFixture.ingest(source, [snapshot]);
        return (await list())
          .filter(({ deleted_at }) => deleted_at === null)
          .map(({ external_id, body, mentions, edited_at, created_at }) => ({
            external_id,
            body,
            mentions,
            edited_at,
            created_at,
          }))
          .sort((one, two) => (one.external_id! < two.external_id! ? -1 : 1));
      };
      const expected = await ingestSnapshots(snapshots);
      expect(expected).toHaveLength(2);
      expect(await ingestSnapshots([...snapshots].reverse())).toEqual(expected);
      expect(
        await ingestSnapshots(shuffle([...snapshots, ...snapshots])),
      ).toEqual(expected);
    });
  },
);

const OTHERS = 3_000;

describeCallboard(
  'work items with comments from a source',
  { entities: catalogEntities },
  callboard => {
    let source: string;
    let items: Array<{ id: string; external_id: string }>;

    beforeAll(async () => {
      const fixture = await ProjectFixture.open(callboard());
      const commentFixture = await CommentFixture.create(callboard(), fixture);
      source = fixture.newSource();
      await fixture.ingest(
        source,
        ['called', 'commented', 'both', 'neither', 'gone'].map(external_id => ({
          entity_ref: 'component:default/payments-api',
          external_id,
          updated_at: getInstant(0),
          title: external_id,
        })),
      );
      await commentFixture.ingest(
        source,
        ['commented', 'both', 'neither', 'gone'].map(name => ({
          external_id: `on-${name}`,
          work_item_external_id: name,
          updated_at: getInstant(1),
          author_name: 'octocat',
          body: 'Hello',
        })),
      );
      await fixture.ingest(source, [
        {
          entity_ref: 'component:default/payments-api',
          external_id: 'gone',
          updated_at: getInstant(2),
          is_deleted: true,
        },
      ]);
      const { knex } = callboard();
      items = await knex('work_items').where({ source });
      await addOthers(knex, 'work_items', source);
      await addOthers(knex, 'work_item_comments', source);
      await knex.raw('ANALYZE');
    });

    /** Returns the found items and the query plan. */
    async function findItems() {
      const { knex } = callboard();
      const { workspace_id } = items[0] as any;
      return knex.transaction(async tx => {
        let found: Awaited<ReturnType<typeof findCommentedItems>>;
        const plans = await recordPlans(tx, async () => {
          found = await findCommentedItems(
            tx,
            { workspace_id, source },
            {
              items: ['called', 'both', 'gone', 'unknown'],
              comments: ['on-commented', 'on-both', 'on-gone', 'unknown'],
            },
          );
        });
        const plan = plans.map(recorded => recorded.plan).join('\n');
        return { found: found!, plan };
      });
    }

    it('returns items by their own external ids and by the external ids of their comments', async () => {
      const { found } = await findItems();
      const names = found.map(({ external_id }) => external_id);
      expect(names.sort()).toEqual(['both', 'called', 'commented']);
    });

    it('uses indexes, however many other rows exist', async () => {
      const { plan } = await findItems();
      expect(plan).toContain('work_items_external_idx');
      expect(plan).toContain('work_item_comments_external_idx');
      expect(plan).not.toMatch(/Seq Scan|SCAN work_item/);
    });
  },
);

/** Adds copies of a row of the source. */
async function addOthers(knex: Knex, table: string, source: string) {
  const row = await knex(table).where({ source }).first();
  await insertMany(
    knex,
    table,
    Array.from({ length: OTHERS }, (_, index) => ({
      ...row,
      id: createId(Date.now()),
      external_id: `other-${index}`,
      ...(table === 'work_items' ? { number: 1_000 + index } : {}),
    })),
  );
}
