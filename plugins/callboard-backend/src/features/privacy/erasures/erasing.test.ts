import { Knex } from 'knex';
import { mapValues, range } from 'lodash';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { isPseudonym, PersonalTable } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import { readJson, writeJson } from '../../../database/dialect';
import { getLowestId, createId } from '../../../database/ids';
import { addRows } from '../../activity/__testUtils__/activityRows';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { TimeFixture } from '../../time/__testUtils__/TimeFixture';
import { ErasureSubject } from './ErasureSubject';
import { Eraser, ErasurePosition } from './Eraser';
import { ErasureState, readErasure } from './ErasureRow';
import { ErasureSteps } from './ErasureSteps';
import { LogEraser } from './LogEraser';
import {
  people,
  PersonName,
  startCallboardOn,
  TestCallboard,
  testEntities,
} from '../../../__testUtils__/startCallboard';
import { listColumnsContaining } from './__testUtils__/listColumnsContaining';
import { untilErased } from './__testUtils__/untilErased';
import { MAX_ATTEMPTS } from '../../../kernel/backoff';
import { until } from '../../../__testUtils__/until';
import { untilRelayed } from '../../../__testUtils__/untilRelayed';
import { ActivityRow } from '../../../changes/ActivityLog';
import { countAll } from '../../activity/__testUtils__/countAll';
import { ActivityCounts } from '../../activity/rollups/ActivityCounts';
import { textKinds } from '../../activity/texts/textTables';
import { SealedLog } from '../../integrity/SealedLog';
import { BatchEraser } from './BatchEraser';
import { PersonEraser } from './PersonEraser';
import { databaseIds } from '../../../__testUtils__/databases';
import { allowNamesOnlyFor } from '../../../pseudonyms/__testUtils__/allowNamesOnlyFor';

describe('erasure search', () => {
  const BATCH_SIZE = 100;

  /** A person with two of a thousand rows. */
  const rare: ErasureSubject = {
    user_ref: 'user:default/rare',
    pseudonym: 'user:erased/0123456789',
    names: [],
    emails: [],
    shared_emails: [],
    ids: { 'staff.id': [], 'memberships.id': [] },
  };

  const clock = { now: () => Date.now() };

  describeCallboard('erasure search', {}, callboard => {
    const createLogEraser = () =>
      new LogEraser({
        reader: callboard().knex,
        clock,
        sealedLog: undefined as never,
      });

    beforeAll(async () => {
      const { body } = await callboard()
        .as('superAdmin')
        .get('/workspaces/default');
      await addRows(
        callboard().knex,
        body.id,
        Array.from({ length: 1_000 }, (_, index) =>
          index < 998
            ? { created_at: Date.now() - 60_000 }
            : { user_id: rare.user_ref, user_name: 'rare' },
        ),
      );
    });

    it('stops at the time limit, and continues from the last position', async () => {
      const log = createLogEraser();
      const found: ErasurePosition[] = [];
      let steps = 0;
      let next: ErasurePosition | undefined;
      do {
        const step = await log.find(rare, next, {
          maxRows: BATCH_SIZE,
          until: 0,
        });
        expect(step.keys.length > 0 && steps < 2).toBe(false);
        found.push(...step.keys);
        next = step.next;
        steps += 1;
      } while (next);
      expect(found).toHaveLength(2);
      expect(steps).toBeGreaterThan(2);
    });

    it('counts only activity by the person when time is up, and sets is_exact to false', async () => {
      const { knex } = callboard();
      const steps = new ErasureSteps({
        knex,
        clock,
        reader: knex,
        loadTableErasers: async () => [],
        personal: [],
        log: createLogEraser(),
      });
      const tables = [{ table: 'activity', rows: 2 }];
      expect(await steps.count(rare)).toEqual({ tables, is_exact: true });
      expect(await steps.count(rare, performance.now())).toEqual({
        tables,
        is_exact: false,
      });
    });

    /** Inserts a running erasure, and returns a function to read it. */
    const begin = async (knex: Knex, steps: ErasureSteps) => {
      const id = createId(Date.now());
      await knex('erasures').insert({
        id,
        user_ref: `user:default/${id}`,
        person: writeJson(rare),
        pseudonym: rare.pseudonym,
        reason: 'x',
        status: 'running',
        requested_by: 'user:default/sue.super',
        started_at: new Date(),
        state: writeJson(await steps.begin()),
      });
      return async () =>
        readErasure(await knex('erasures').where({ id }).first());
    };

    it('stores the position even when nothing is found, and stops on abort', async () => {
      const { knex } = callboard();
      const log = createLogEraser();
      const steps = new ErasureSteps({
        knex,
        clock,
        reader: knex,
        rowsAtOnce: BATCH_SIZE,
        searchMs: 0,
        log,
        loadTableErasers: async () => [],
        personal: [],
      });
      const read = await begin(knex, steps);
      const stopping = new AbortController();
      const find = log.find.bind(log);
      const finding = jest.spyOn(log, 'find').mockImplementation((...args) => {
        stopping.abort();
        return find(...args);
      });
      const state = await steps.run(
        { ...(await read()), person: rare },
        { until: Infinity, signal: stopping.signal },
      );
      expect(finding).toHaveBeenCalledTimes(1);
      expect(state.after).not.toBeNull();
      expect((await read()).state).toEqual(state);
    });

    it('starts again when an upgrade has changed the tables since', async () => {
      const { knex } = callboard();
      const find = jest.fn(async (..._args: unknown[]) => ({ keys: [] }));
      const tables = [{ table: 'a', find, erase: jest.fn() }];
      const steps = new ErasureSteps({
        knex,
        clock,
        reader: knex,
        log: createLogEraser(),
        loadTableErasers: async () => tables,
        personal: [],
      });
      const searching = jest
        .spyOn(LogEraser.prototype, 'find')
        .mockResolvedValue({ keys: [] });
      const read = await begin(knex, steps);
      tables.push({ table: 'b', find, erase: jest.fn() });
      const { id, state: initial } = await read();
      const stored = { ...initial, step: 1, after: ['a key of table a'] };
      await knex('erasures')
        .where({ id })
        .update({ state: writeJson(stored) });
      const state = await steps.run(
        { ...(await read()), person: rare },
        { until: Infinity, signal: new AbortController().signal },
      );
      searching.mockRestore();
      expect(find).toHaveBeenCalledTimes(4);
      expect(find.mock.calls.map(([, after]) => after)).not.toContainEqual([
        'a key of table a',
      ]);
      expect(state.step).toBe(state.steps);
    });

    it('stores the position once when many tables have no matching rows', async () => {
      const { knex } = callboard();
      const find = jest.fn(async () => ({ keys: [] }));
      const steps = new ErasureSteps({
        knex,
        clock,
        reader: knex,
        log: createLogEraser(),
        loadTableErasers: async () =>
          range(50).map(nth => ({
            table: `table_${nth}`,
            find,
            erase: () => Promise.reject(new Error('nothing was found')),
          })),
        personal: [],
      });
      const searching = jest
        .spyOn(LogEraser.prototype, 'find')
        .mockResolvedValue({ keys: [] });
      const read = await begin(knex, steps);
      let writes = 0;
      const count = ({ sql }: { sql: string }) => {
        writes += /^update .erasures./.test(sql) ? 1 : 0;
      };
      knex.on('query', count);
      const state = await steps.run(
        { ...(await read()), person: rare },
        { until: Infinity, signal: new AbortController().signal },
      );
      knex.off('query', count);
      searching.mockRestore();
      expect(find).toHaveBeenCalledTimes(100);
      expect(state.step).toBe(state.steps);
      expect((await read()).state).toEqual(state);
      expect(writes).toBe(1);
    });
  });
});

const ann = 'user:default/ann.arbor';
const bob = 'user:default/bob.builder';
const other = 'user:default/ann.other';

const OFFICE = 'Office@corp.com';

const createEntity = (
  ref: string,
  displayName: string,
  email: string,
): Entity => ({
  ...testEntities[0],
  metadata: { name: ref.split('/')[1], namespace: 'default' },
  spec: { profile: { displayName, email }, memberOf: [] },
});

describeCallboard(
  'erasure of a person who shares an email and a name @full-sqlite',
  {
    entities: [
      ...testEntities,
      createEntity(ann, 'Ann Arbor', OFFICE),
      createEntity(bob, 'Bob Builder', OFFICE),
      createEntity(other, 'Ann Arbor', 'other@corp.com'),
    ],
    databases: databaseIds,
  },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const addStaff = async (more: object) => {
      const { body } = await boss()
        .post('/workspaces/default/staff', more)
        .expect(201);
      return body.id as string;
    };
    /** The rows that belong only to this person. */
    const listOwnRows = async (user_ref: string) => {
      const { knex } = callboard();
      const staff = await knex('staff').where({ user_ref }).orderBy('id');
      return {
        staff,
        people: await knex('people').where({ user_ref }),
        memberships: await knex('memberships').where({ user_ref }),
        mails: await knex('mails').where({ user_ref }),
        ownActivity: await knex('activity')
          .where({ user_id: user_ref })
          .orderBy('id'),
        staffActivity: await knex('activity')
          .whereIn(
            'entity_id',
            staff.map(({ id }) => id),
          )
          .orderBy('id'),
      };
    };

    beforeAll(async () => {
      const { knex } = callboard();
      const { body: department } = await boss()
        .post('/workspaces/default/departments', { name: 'Payments' })
        .expect(201);
      const staff = [
        [ann, 'Ann', 'Arbor', OFFICE],
        [bob, 'Bob', 'Builder', OFFICE],
        [other, 'Ann', 'Arbor', 'other@corp.com'],
      ] as const;
      for (const [index, [user_ref, ...names]] of staff.entries()) {
        const [first_name, last_name, email] = names;
        await callboard()
          .as(user_ref)
          .post('/activity', {
            action: 'add_note',
            entity_label: `A note to ${OFFICE}`,
          })
          .expect(201);
        await addStaff({
          staff_id: `S${index}`,
          first_name,
          last_name,
          email,
          user_ref,
          department_id: department.id,
        });
        await knex('mails').insert({
          id: createId(Date.now()),
          user_ref,
          kind: 'notification',
          about: `note ${index}`,
          status: 'failed',
          email: OFFICE,
          was_unanswered: false,
          created_at: new Date(),
          updated_at: new Date(),
        });
      }
      // A staff record without a user, with an address that no one else has.
      await knex('mails').where({ about: 'note 0' }).update({
        email: 'ann@corp.com',
      });
      // It was deleted and imported again.
      for (const staff_id of ['S8', 'S9']) {
        const id = await addStaff({
          staff_id,
          first_name: 'Annabel',
          last_name: 'Arbor-Before',
          email: 'Ann@Corp.com',
          department_id: department.id,
        });
        if (staff_id === 'S8') {
          await boss().delete(`/workspaces/default/staff/${id}`).expect(204);
        }
      }
      // A colleague without a user, with the address that they share.
      await addStaff({
        staff_id: 'S10',
        first_name: 'Cleo',
        last_name: 'Colleague',
        email: OFFICE,
        notes: 'Prefers mornings',
        department_id: department.id,
      });
    });

    it('retains all data of others who share the name or the email @full', async () => {
      const readColleague = () =>
        callboard().knex('staff').where({ staff_id: 'S10' }).first();
      const colleague = await readColleague();
      const before = [await listOwnRows(bob), await listOwnRows(other)];
      for (const { memberships: _, ...rows } of before) {
        expect(mapValues(rows, 'length')).toEqual({
          staff: 1,
          people: 1,
          mails: 1,
          ownActivity: expect.any(Number),
          staffActivity: 1,
        });
      }
      const begun = await boss().post('/admin/erasures', {
        user_ref: ann,
        reason: 'She asked for it',
      });
      expect(await untilErased(callboard(), begun.body.id)).toMatchObject({
        status: 'done',
      });
      expect(await readColleague()).toEqual(colleague);
      const after = [await listOwnRows(bob), await listOwnRows(other)];
      const others = before.map(({ ownActivity, ...rest }) => rest);
      expect(after.map(({ ownActivity, ...rest }) => rest)).toEqual(others);
      const listActorNames = ({ ownActivity }: (typeof before)[0]) =>
        ownActivity.map(row => [row.user_name, row.user_email]);
      expect(after.map(listActorNames)).toEqual(before.map(listActorNames));
    });

    it('removes the person, and an email that only they used, from every column @full', async () => {
      const { knex } = callboard();
      expect(
        await listColumnsContaining(knex, [
          ann,
          'ann@corp.com',
          'Arbor-Before',
        ]),
      ).toEqual([]);
      const labels = await knex('activity')
        .whereLike('entity_label', 'A note%')
        .pluck('entity_label');
      expect(labels).toEqual(Array(2).fill('A note to Erased person'));
      expect(await knex('staff').where({ staff_id: 'S0' })).toEqual([]);
    });
  },
);

describeCallboard(
  'sign-in during and after an erasure @full',
  { databases: 'tagged' },
  callboard => {
    const begin = async (user_ref: string) => {
      const { body } = await callboard()
        .as('superAdmin')
        .post('/admin/erasures', { user_ref, reason: 'They asked for it' })
        .expect(201);
      return body.id as string;
    };
    const postActivity = async (
      where: TestCallboard,
      who: 'member' | 'guest',
    ) => {
      await where
        .as(who)
        .post('/activity', { action: 'page_view', entity_label: 'A page' })
        .expect(201);
    };
    const listMemberships = async (user_ref: string) =>
      callboard().knex('memberships').where({ user_ref });

    it('creates a new membership and an empty history after an erasure', async () => {
      await postActivity(callboard(), 'member');
      const [before] = await listMemberships(people.member);
      const erasure = await untilErased(
        callboard(),
        await begin(people.member),
      );
      expect(await listMemberships(people.member)).toEqual([]);
      expect(await listMemberships(erasure.pseudonym)).toMatchObject([
        { id: before.id },
      ]);

      const max = callboard().as('member');
      const { body: me } = await max.get('/me').expect(200);
      expect(me).toMatchObject({
        display_name: 'Max Member',
        workspaces: [{ slug: 'default', role: 'member' }],
      });
      const { body } = await max.get('/me/activity').expect(200);
      expect(
        body.activities.map((row: any) => [row.action, row.entity_type]),
      ).toEqual([['create', 'workspace_member']]);
    });

    it('erases activity that the user creates during their erasure @postgres', async () => {
      await postActivity(callboard(), 'guest');
      // A new replica, which has not cached the memberships.
      const replica = await startCallboardOn(callboard().knex);
      const real = LogEraser.prototype.find;
      const found = jest
        .spyOn(LogEraser.prototype, 'find')
        .mockImplementationOnce(async function find(this: LogEraser, ...args) {
          await postActivity(replica, 'guest');
          expect(await listMemberships(people.guest)).toHaveLength(1);
          return real.apply(this, args);
        });
      const { status, pseudonym } = await untilErased(
        callboard(),
        await begin(people.guest),
      );
      expect(found.mock.calls.length).toBeGreaterThan(1);
      found.mockRestore();
      await replica.stop();
      expect(status).toBe('done');
      expect(
        await listColumnsContaining(callboard().knex, [
          people.guest,
          'Gus Guest',
          'gus.guest@example.com',
        ]),
      ).toEqual([]);
      expect(await listMemberships(pseudonym)).toHaveLength(1);
    });
  },
);

describeCallboard(
  'concurrent and resumed erasures @full',
  { databases: 'tagged' },
  callboard => {
    const begin = async (user_ref: string) => {
      const { body } = await callboard()
        .as('superAdmin')
        .post('/admin/erasures', { user_ref, reason: 'They asked for it' })
        .expect(201);
      return body.id as string;
    };

    it('completes several erasures at the same time @postgres', async () => {
      for (const who of ['member', 'guest'] as const) {
        await callboard()
          .as(who)
          .post('/activity', { action: 'page_view', entity_label: 'A page' })
          .expect(201);
      }
      await callboard()
        .as('superAdmin')
        .post('/activity', {
          action: 'add_note',
          entity_label: 'Max Member told Gus Guest',
        })
        .expect(201);
      const ids = await Promise.all([people.member, people.guest].map(begin));
      const done = await Promise.all(
        ids.map(id => untilErased(callboard(), id)),
      );
      expect(done.map(({ status }) => status)).toEqual(['done', 'done']);
      const { knex } = callboard();
      expect(
        await listColumnsContaining(knex, [
          ...[people.member, people.guest],
          ...['Max Member', 'Gus Guest', 'max.member@', 'gus.guest@'],
        ]),
      ).toEqual([]);
      expect(
        await knex('activity').where({
          entity_label: 'Erased person told Erased person',
        }),
      ).toHaveLength(1);
    });

    it('resumes a failed erasure when it is requested again', async () => {
      const { knex } = callboard();
      await callboard().as('reader').post('/activity', { action: 'page_view' });
      const failing = jest
        .spyOn(LogEraser.prototype, 'find')
        .mockRejectedValue(new Error('the disk is full'));
      const id = await begin(people.reader);
      await until(async () => {
        const [job] = await knex('jobs').where({ queue: 'erasures' });
        return Boolean(job?.last_error);
      });
      await knex('jobs')
        .where({ queue: 'erasures' })
        .update({ attempts: MAX_ATTEMPTS, due_at: new Date() });
      const failed = await untilErased(callboard(), id);
      expect(failed).toMatchObject({ id, status: 'failed' });
      expect(failed.finished_at).not.toBeNull();

      failing.mockRestore();
      expect(await begin(people.reader)).toBe(id);
      expect(await untilErased(callboard(), id)).toMatchObject({
        status: 'done',
        pseudonym: failed.pseudonym,
      });
      expect(await listColumnsContaining(knex, [people.reader])).toEqual([]);
    });
  },
);

const reasonScheduler = mockServices.scheduler();

describeCallboard(
  'erasure of reasons',
  {
    entities: catalogEntities,
    databases: 'tagged',
    config: { webhooks: { allow: ['127.0.0.1'] } },
    services: [schedulerFactory(reasonScheduler)],
  },
  callboard => {
    it('shows to a person, and erases, the reasons that approvers wrote about them @postgres', async () => {
      const { knex } = callboard();
      const fixture = await TimeFixture.open(callboard());
      await callboard()
        .as('superAdmin')
        .post('/workspaces/default/webhooks', {
          name: 'Timesheets',
          url: 'http://127.0.0.1:9/',
          event_types: ['period.*'],
        })
        .expect(201);
      const { id } = await fixture.submit('member', fixture.newWeek());
      const reason = 'Parrots on Friday';
      await callboard()
        .as('superAdmin')
        .post(`/workspaces/default/periods/${id}/reject`, { reason })
        .expect(200);
      await untilRelayed(knex);
      const columns = await listColumnsContaining(knex, [reason]);
      expect(columns).toEqual(
        expect.arrayContaining([
          'notification_events.body',
          'webhook_events.body',
        ]),
      );
      // As a replica of version 1.0.0 stores them after the migration.
      await knex('time_period_steps').update({ member_id: null });
      await knex('activity')
        .where({ entity_type: 'period', action: 'reject' })
        .update({ metadata: null, entity_label: 'Max', search_text: 'max' });
      await reasonScheduler.triggerTask('callboard-every-minute');
      const { body } = await callboard().as('member').get('/me/data');
      const tables: PersonalTable[] = body.domains.flatMap(
        (domain: any) => domain.tables,
      );
      const steps = tables.find(({ table }) => table === 'time_period_steps');
      expect(steps?.rows.map(row => row.reason).sort()).toEqual([reason, null]);
      const begun = await callboard()
        .as('superAdmin')
        .post('/admin/erasures', { user_ref: people.member, reason: 'Asked' })
        .expect(201);
      await untilErased(callboard(), begun.body.id);
      expect(await listColumnsContaining(knex, [reason])).toEqual([]);
    });
  },
);

describe('erasure batches', () => {
  const HOURS = 3_600_000;
  const START = Date.UTC(2026, 2, 30);

  /** The day of the n-th row, counted from 1970. */
  const getDayNumber = (n: number) =>
    Math.floor((START + n * HOURS) / (24 * HOURS));

  /** The batch size: covers several days, some of them not counted yet. */
  const BATCH_SIZE = 25;

  const zora: ErasureSubject = {
    user_ref: 'user:default/zora',
    pseudonym: 'user:erased/zora',
    names: ['Zora Zabel'],
    emails: [],
    shared_emails: [],
    ids: { 'staff.id': [], 'memberships.id': [] },
  };

  /** Rows of the person and of others, over some days and the end of a month. */
  const rows = Array.from({ length: 80 }, (_, n): Partial<ActivityRow> => {
    const isOwn = n % 4 > 0;
    return {
      id: getLowestId(START + n * HOURS),
      created_at: START + n * HOURS,
      user_id: isOwn ? zora.user_ref : people.member,
      user_name: isOwn ? ['Zora Zabel', 'Zora Z.'][n % 2] : 'Max Member',
      action: ['page_view', 'update', 'search'][n % 3],
      source: n % 3 === 1 ? 'backend' : 'frontend',
      visibility: n % 5 === 0 ? 'workspace' : 'admins',
      is_detail: n % 11 === 0,
      // Few rows add texts other than the name.
      entity_type: n % 10 === 2 ? null : 'component',
      entity_id: n % 10 === 2 ? null : `component-${n % 6}`,
      entity_label: n % 15 === 0 ? `Of Zora Zabel ${n % 3}` : `Thing ${n}`,
    };
  });

  describeCallboard(
    'erasure from the activity log',
    { databases: databaseIds },
    callboard => {
      it('maintains correct counts and texts after each batch, even a failed one @full-postgres', async () => {
        const { knex } = callboard();
        const { body } = await callboard()
          .as('superAdmin')
          .get('/workspaces/default');
        await addRows(knex, body.id, rows.slice(0, 60));
        await countAll(knex);
        await addRows(knex, body.id, rows.slice(60));
        const clock = { now: () => Date.now() };
        const sealedLog = new SealedLog({ onSeal: async () => {} });
        const log = new LogEraser({ reader: knex, clock, sealedLog });
        const check = async () => {
          const { equal } = await new ActivityCounts({
            knex,
            reader: knex,
          }).check();
          expect(equal).toBe(true);
        };
        let next: readonly string[] | undefined;
        do {
          const found = await log.find(zora, next, {
            maxRows: BATCH_SIZE,
            until: Infinity,
          });
          await expect(
            knex.transaction(async tx => {
              await log.erase(tx, zora, found.keys, 'x');
              throw new Error('killed');
            }),
          ).rejects.toThrow('killed');
          await check();
          // Fails while the database still updates the counts.
          jest
            .spyOn(sealedLog, 'rehash')
            .mockRejectedValueOnce(new Error('no hashes'));
          await expect(
            knex.transaction(tx => log.erase(tx, zora, found.keys, 'x')),
          ).rejects.toThrow('no hashes');
          await check();
          await knex.transaction(tx => log.erase(tx, zora, found.keys, 'x'));
          await check();
          next = found.next;
        } while (next);
        // Until the next count, `first_day` and `last_day` of the name cover only counted rows.
        expect(
          await knex('activity_texts')
            .where({ about_id: zora.pseudonym, kind: textKinds.name })
            .min({ first: 'first_day' })
            .max({ last: 'last_day' })
            .first(),
        ).toEqual({ first: getDayNumber(1), last: getDayNumber(59) });
        await countAll(knex);
        await check();
        expect(
          await knex('activity').where({ user_id: zora.pseudonym }),
        ).toHaveLength(60);
        expect(
          await knex('activity_texts')
            .where('about_id', zora.user_ref)
            .orWhere('text', 'like', '%ZORA%'),
        ).toEqual([]);
        expect(
          await knex('activity_people').where({ user_id: zora.user_ref }),
        ).toEqual([]);
      });

      const addRow = async (row: Partial<ActivityRow>) => {
        const { body } = await callboard()
          .as('superAdmin')
          .get('/workspaces/default');
        const [{ id }] = await addRows(callboard().knex, body.id, [row]);
        return id;
      };

      const eraseRows = async (person: ErasureSubject, ids: string[]) => {
        const { knex } = callboard();
        const clock = { now: () => Date.now() };
        const sealedLog = new SealedLog({ onSeal: async () => {} });
        const log = new LogEraser({ reader: knex, clock, sealedLog });
        const keys = ids.map(id => [id]);
        await knex.transaction(tx => log.erase(tx, person, keys, 'x'));
      };

      it('cuts an entity id that is too long with the longer pseudonym', async () => {
        const person = { ...zora, pseudonym: 'user:erased/4fq0c81zle' };
        const path = `/catalog?user=${zora.user_ref}&text=`;
        const id = await addRow({
          entity_type: 'page',
          entity_id: path.padEnd(255, 'x'),
        });
        await eraseRows(person, [id]);
        const [{ entity_id }] = await callboard().knex('activity').where({
          id,
        });
        expect(entity_id).toBe(
          path.replace(zora.user_ref, person.pseudonym).padEnd(255, 'x'),
        );
      });

      it.each([
        ['timer', 'description', { on_behalf_of: zora.user_ref }, []],
        ['worklog', 'description', { on_behalf_of: zora.user_ref }, []],
        ['work_item_comment', 'body', { subject_ref: zora.user_ref }, []],
        ['period', 'reason', { subject_ref: zora.user_ref }, []],
        ['work_item_comment', 'body', null, ['author_ref']],
      ])(
        'erases the text of a %s that another actor recorded for the person',
        async (entity_type, textField, metadata, refFields) => {
          const id = await addRow({
            user_id: 'system:callboard/callboard',
            user_name: 'Callboard',
            source: 'ingest',
            action: 'create',
            entity_type,
            entity_id: createId(Date.now()),
            metadata,
            changes: [
              { field: textField, old_value: null, new_value: 'Fed parrots' },
              ...refFields.map(field => ({
                field,
                old_value: null,
                new_value: zora.user_ref,
              })),
            ],
          });
          await eraseRows(zora, [id]);
          const [{ changes, user_name }] = await callboard()
            .knex('activity')
            .where({ id });
          expect(readJson(changes)).toEqual([
            { field: textField, old_value: null, new_value: null },
            ...refFields.map(field => ({
              field,
              old_value: null,
              new_value: zora.pseudonym,
            })),
          ]);
          expect(user_name).toBe('Callboard');
        },
      );

      it('retains a text that another actor recorded for another person', async () => {
        const changes = [
          { field: 'body', old_value: null, new_value: 'Fed parrots' },
          { field: 'author_ref', old_value: null, new_value: people.member },
          { field: 'mentions', old_value: null, new_value: [zora.user_ref] },
        ];
        const id = await addRow({
          user_id: 'system:callboard/callboard',
          action: 'create',
          entity_type: 'work_item_comment',
          entity_id: createId(Date.now()),
          metadata: { subject_ref: people.member },
          changes,
        });
        await eraseRows(zora, [id]);
        const [row] = await callboard().knex('activity').where({ id });
        expect(readJson(row.changes)).toEqual([
          ...changes.slice(0, 2),
          { field: 'mentions', old_value: null, new_value: [zora.pseudonym] },
        ]);
      });
    },
  );
});

describeCallboard('erasure batches', { databases: 'tagged' }, callboard => {
  const person = { user_ref: 'user:default/zora' } as ErasureSubject;
  const begun: ErasureState = {
    step: 0,
    steps: 2,
    after: null,
    log_end: null,
    tables: [],
  };
  const at = (after: string) => ({ ...begun, after: [after] });
  const counted = (after: string, rows: number) => ({
    ...at(after),
    tables: [{ table: 'notes', rows }],
  });

  /** A stub that erases with the given function. */
  const createEraser = (erase: Eraser['erase']) =>
    ({ table: 'notes', erase } as unknown as Eraser);
  const one = createEraser(async () => 1);

  const insert = async (state: object) => {
    const id = createId(Date.now());
    const { knex } = callboard();
    await knex('erasures').insert({
      id,
      user_ref: `user:default/${id}`,
      person: '{}',
      reason: '',
      pseudonym: `user:erased/${id}`,
      status: 'running',
      requested_by: 'user:default/boss',
      started_at: new Date(),
      state: JSON.stringify(state),
    });
    return id;
  };
  const stored = async (id: string) => {
    const { knex } = callboard();
    const { state } = await knex('erasures').where({ id }).first();
    return typeof state === 'string' ? JSON.parse(state) : state;
  };

  it('stores the position and the number of rows with each batch', async () => {
    const id = await insert(begun);
    const batches = new BatchEraser(callboard().knex);
    const batch = { id, person, from: begun, state: at('b'), keys: [['a']] };
    const state = await batches.erase(one, batch);
    expect(state).toEqual(counted('b', 1));
    expect(await stored(id)).toEqual(state);
  });

  it('counts a batch once when two workers process it concurrently @postgres', async () => {
    const id = await insert(begun);
    const batches = new BatchEraser(callboard().knex);
    const batch = { id, person, from: begun, state: at('b'), keys: [['a']] };
    const both = await Promise.all([
      batches.erase(one, batch),
      batches.erase(one, batch),
    ]);
    expect(both).toEqual([counted('b', 1), counted('b', 1)]);
    expect(await stored(id)).toEqual(counted('b', 1));
  });

  it('erases row by row after a unique violation, and deletes the duplicate row', async () => {
    const id = await insert(begun);
    const { knex } = callboard();
    const taken = await insert(begun);
    const removed: unknown[] = [];
    const eraser = {
      ...createEraser(async (tx, _, keys) => {
        if (keys.some(([key]) => key === 'twice')) {
          await tx('erasures')
            .where({ id })
            .update({ user_ref: `user:default/${taken}` });
        }
        return keys.length;
      }),
      remove: async (_: unknown, key: unknown) => {
        removed.push(key);
      },
    } as unknown as Eraser;
    const keys = [['a'], ['twice'], ['c']];
    const batch = { id, person, from: begun, state: at('d'), keys };
    const state = await new BatchEraser(knex).erase(eraser, batch);
    expect(state).toEqual(counted('d', 2));
    expect(await stored(id)).toEqual(state);
    expect(removed).toEqual([['twice']]);
  });

  it('returns the progress of another worker that takes over between two rows', async () => {
    const id = await insert(begun);
    const { knex } = callboard();
    const taken = await insert(begun);
    let takeover: Promise<unknown> | undefined;
    const eraser = {
      ...createEraser(async (tx, _, keys) => {
        if (keys.length > 1) {
          await tx('erasures')
            .where({ id })
            .update({ user_ref: `user:default/${taken}` });
        }
        // Waits until this transaction ends.
        takeover ??= knex('erasures')
          .where({ id })
          .update({ state: writeJson(counted('z', 5)) })
          .then();
        return keys.length;
      }),
      remove: async () => {},
    } as unknown as Eraser;
    const batch = { id, person, from: begun, state: at('d') };
    const erase = new BatchEraser(knex).erase(eraser, {
      ...batch,
      keys: [['a'], ['b'], ['c']],
    });
    expect(await erase).toEqual(counted('z', 5));
    await takeover;
    expect(await stored(id)).toEqual(counted('z', 5));
  });
});

describeCallboard(
  'erasures with pseudonyms',
  {
    config: {
      superAdmins: [people.superAdmin, people.admin],
      activity: { privacy: 'pseudonymous' },
    },
    services: [allowNamesOnlyFor(people.admin)],
  },
  callboard => {
    it('shows the requester and the reason only to super admins who may see names', async () => {
      await callboard().as('member').get('/me').expect(200);
      const begun = await callboard()
        .as('admin')
        .post('/admin/erasures', {
          user_ref: people.guest,
          reason: 'Max Member asked for it',
        })
        .expect(201);
      const { id } = begun.body;
      await untilErased(callboard(), id);
      const getErasure = async (who: PersonName) => {
        const agent = callboard().as(who);
        const { body: one } = await agent.get(`/admin/erasures/${id}`);
        const { body: list } = await agent.get('/admin/erasures');
        expect(list.items).toEqual([one]);
        return one;
      };
      expect(await getErasure('admin')).toMatchObject({
        requested_by: people.admin,
        reason: 'Max Member asked for it',
      });
      const pseudonymised = await getErasure('superAdmin');
      expect(isPseudonym(pseudonymised.requested_by)).toBe(true);
      expect(JSON.stringify(pseudonymised)).not.toMatch(/\b(ada|max)\b/i);
    });
  },
);

const zoe: ErasureSubject = {
  user_ref: 'user:default/zoe.zoll',
  pseudonym: 'user:erased/4fq0c81zle',
  names: ['Zoë Zöll', 'Zo'],
  emails: ['zoe@example.com', 'office@example.com'],
  shared_emails: ['office@example.com'],
  ids: { 'staff.id': [], 'memberships.id': [] },
};

const createPersonEraser = (more: Partial<ErasureSubject> = {}) =>
  new PersonEraser({ ...zoe, ...more });

describe('PersonEraser', () => {
  it.each([
    ['zoë zöll said', 'Erased person said'],
    ['ZOE ZOLL AND SO ON', 'ERASED PERSON AND SO ON'],
    ['Mail Zoe@Example.com', 'Mail Erased person'],
    ['zo', 'Erased person'],
    ['user:default/zoe.zoll', 'user:erased/4fq0c81zle'],
    ['/catalog/default/user/zoe.zoll/x', '/catalog/erased/user/4fq0c81zle/x'],
    ['?user=user%3Adefault%2Fzoe.zoll', '?user=user%3Aerased%2F4fq0c81zle'],
    ['/by-entity/user/default/zoe.zoll', '/by-entity/user/erased/4fq0c81zle'],
    ['?to=%2Fuser%2Fdefault%2Fzoe.zoll', '?to=%2Fuser%2Ferased%2F4fq0c81zle'],
    ['?to=%2Fdefault%2Fuser%2Fzoe.zoll', '?to=%2Ferased%2Fuser%2F4fq0c81zle'],
    ['(@zoe.zoll, see this)', '(@4fq0c81zle, see this)'],
    ['@zoe.zoll: see this.', '@4fq0c81zle: see this.'],
  ])('replaces the person in %j', (text, erased) => {
    expect(createPersonEraser().erase(text)).toBe(erased);
  });

  it.each([
    'zo said',
    'Zoë Zöller',
    'zoe@example.com.au',
    'user:default/zoe.zoll.2',
    '/superuser/default/zoe.zoll',
    '/user/default/zoe.zoll.2',
    '@zoe.zoll/node',
    'npm i @zoe.zoll/node',
    'https://example.com/@zoe.zoll',
    '@zoe.zoll.two',
  ])('leaves %j unchanged', text => {
    expect(createPersonEraser().erase(text)).toBe(text);
  });

  it('resolves mentions without a namespace to the default namespace', () => {
    const eraser = createPersonEraser({ user_ref: 'user:other/max' });
    expect(eraser.erase('@max and @user:other/max')).toBe(
      '@max and @user:erased/4fq0c81zle',
    );
  });

  it('retains the name and a shared email in texts of other users', () => {
    expect(
      createPersonEraser().eraseJson({
        'user:default/zoe.two': 'Zoë Zöll, office@example.com',
        'user:default/zoe.zoll': 'Zoë Zöll, office@example.com',
      }),
    ).toEqual({
      'user:default/zoe.two': 'Zoë Zöll, office@example.com',
      'user:erased/4fq0c81zle': 'Erased person, Erased person',
    });
    expect(createPersonEraser().erase('Zoe@example.com', true)).toBe(
      'Erased person',
    );
  });

  it('returns search texts that match every text it replaces', () => {
    const { searchTexts } = createPersonEraser();
    const has = (text: string) => {
      const stored = `\n${text}\n`.replace(/[A-Z]/g, x => x.toLowerCase());
      return searchTexts.some(trace => stored.includes(trace));
    };
    expect(
      [
        'a zoë zöll',
        'A Zoë Zöll',
        'ZOË ZÖLL',
        'ZOë zÖLL',
        'Zoe ZOLL',
        'Zo',
        '["ZO"]',
        'OFFICE@example.com',
        'User:Default/Zoe.Zoll',
        '/User/Default/Zoe.Zoll',
        '%2Fuser%2fdefault%2Fzoe.zoll',
        'a @ZOE.zoll',
      ].filter(text => !has(text)),
    ).toEqual([]);
    expect(['zoo', 'zone', 'a zo of zos', 'types'].filter(has)).toEqual([]);
  });
});
