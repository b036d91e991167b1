import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  Activity,
  ActivityVerification,
  SEALS_TOPIC,
  VerificationJob,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { setTimeout as sleep } from 'timers/promises';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { schedulerFactory } from '../../__testUtils__/schedulerFactory';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { until } from '../../__testUtils__/until';
import { continueArrivals } from '../../database/arrivals';
import { ensureActivityMonths } from '../../database/activityMonths';
import { isPostgres } from '../../database/isPostgres';
import { createId } from '../../database/ids';
import { addRows } from '../activity/__testUtils__/activityRows';
import { sealAll } from './__testUtils__/sealAll';
import { SealedLog } from './SealedLog';
import { Sealer } from './Sealer';
import { computeHead, computeSha256 } from './seals/hashes';
import { readSeal } from './seals/SealRow';
import { databaseIds } from '../../__testUtils__/databases';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { callboardActor } from '../../kernel/actor';
import { CHAIN_START } from './verify/verifyChain';

const databases = MigratedDatabases.create();

const HOUR = 60 * 60_000;

/** A module that listens to a topic. */
function createListenerModule(
  topic: string,
  onEvent: (payload: unknown) => void,
) {
  return createBackendModule({
    pluginId: 'callboard',
    moduleId: 'listener',
    register: env =>
      env.registerInit({
        deps: { events: eventsServiceRef },
        init: async ({ events }) =>
          events.subscribe({
            id: 'listener',
            topics: [topic],
            onEvent: async ({ eventPayload }) => onEvent(eventPayload),
          }),
      }),
  });
}

describe.each(databases.eachSupportedId())(
  'activity log integrity, on %p',
  databaseId => {
    let callboard: TestCallboard;
    let knex: Knex;
    let workspace_id: string;

    const scheduler = mockServices.scheduler();
    const received: unknown[] = [];

    /** Seals as the scheduled task does every few seconds. */
    const seal = () =>
      sealAll(knex, () => scheduler.triggerTask('callboard-activity-seals'));

    /** Seals as another replica does. */
    const sealInOtherReplica = (now = Date.now()) =>
      new Sealer({
        knex,
        clock: { now: () => now },
        onSeal: async () => {},
      }).catchUp(new AbortController().signal);

    const verify = async (query = ''): Promise<ActivityVerification> => {
      const { body, status } = await callboard
        .as('superAdmin')
        .get(`/admin/activity/verify${query}`);
      expect(status).toBe(200);
      return body;
    };

    const post = async (count: number): Promise<string[]> => {
      const events = Array.from({ length: count }, (_, index) => ({
        action: 'add_note',
        entity_type: 'note',
        entity_id: `note-${index}`,
        entity_label: `Grüße ${index}`,
        metadata: { b: [1.5, { z: null, a: '"\\\u2028' }], a: index },
      }));
      const { body } = await callboard
        .as('superAdmin')
        .post('/activity', events);
      return body.ids;
    };

    /** Changes a row directly in the database, verifies the log, and restores the row. */
    const verifyWithTamperedRow = async (
      id: string,
      change: object,
    ): Promise<ActivityVerification> => {
      const before = await knex('activity').where({ id }).first();
      await knex('activity').where({ id }).update(change);
      const found = await verify();
      const columns = Object.keys(change);
      await knex('activity')
        .where({ id })
        .update(
          Object.fromEntries(
            columns.map(column => [
              column,
              ['changes', 'metadata'].includes(column) && isPostgres(knex)
                ? JSON.stringify(before[column])
                : before[column],
            ]),
          ),
        );
      return found;
    };

    beforeAll(async () => {
      callboard = await startCallboard(databases, databaseId, {
        services: [schedulerFactory(scheduler)],
        modules: [
          createListenerModule(SEALS_TOPIC, made => received.push(made)),
        ],
      });
      knex = callboard.knex;
      const { body } = await callboard
        .as('superAdmin')
        .get('/workspaces/default');
      workspace_id = body.id;
      await seal();
    });

    afterAll(() => callboard.stop());

    // Each test begins with new sealed rows in a valid chain.
    let ids: string[];
    beforeEach(async () => {
      ids = await post(5);
      await seal();
    });

    it('returns ok with the numbers of checked rows and segments when nothing was changed', async () => {
      const { total } = (
        await callboard.as('superAdmin').get('/admin/activity?details=true')
      ).body;
      const [last] = (
        await callboard.as('superAdmin').get('/admin/activity/seals?limit=1')
      ).body.items;
      expect(await verify()).toEqual({
        ok: true,
        rows_checked: total,
        segments_checked: expect.any(Number),
        sealed_until: last.sealed_at,
        first_bad: null,
      });
      expect(last).toMatchObject({
        kind: 'rows',
        rows: 5,
        first_id: ids[0],
        last_id: ids[4],
      });
      const { head, ...content } = last;
      expect(computeHead(content)).toBe(head);
    });

    it('reports a row as changed when any of its columns was changed @full', async () => {
      const id = ids[2];
      const changes: Record<string, unknown> = {
        workspace_id: createId(0),
        project_id: createId(0),
        visibility: 1,
        user_id: 'user:default/somebody.else',
        user_name: 'Somebody Else',
        user_email: 'somebody@example.com',
        action: 'remove_note',
        entity_type: 'Note',
        entity_id: 'note-7',
        entity_label: 'Grüße 7',
        metadata: '{"a":2}',
        changes: '[{"field":"a","old_value":1,"new_value":2}]',
        created_at: new Date(0),
        batch_id: createId(0),
        is_detail: true,
        is_dated: true,
        source: 'backend',
        ip: '10.0.0.1',
        request_id: 'x',
        search_text: 'x',
      };
      const columns = Object.keys(await knex('activity').first());
      expect([...Object.keys(changes), 'id', 'arrival'].sort()).toEqual(
        columns.sort(),
      );
      const found: Record<string, unknown> = {};
      for (const [column, value] of Object.entries(changes)) {
        found[column] = (
          await verifyWithTamperedRow(id, { [column]: value })
        ).first_bad;
      }
      const segment = expect.any(Number);
      expect(found).toEqual(
        Object.fromEntries(
          Object.keys(changes).map(column => [
            column,
            { id, kind: 'changed', segment },
          ]),
        ),
      );
      expect(
        await verifyWithTamperedRow(id, { arrival: 999_999_999 }),
      ).toMatchObject({
        first_bad: { id, kind: 'changed' },
      });
      // The row is missing under its old id, and added under a new one.
      const other = createId(Date.now());
      await knex('activity').where({ id }).update({ id: other });
      expect(await verify()).toMatchObject({
        first_bad: { id, kind: 'missing' },
      });
      await knex('activity').where({ id: other }).update({ id });
      expect(await verify()).toMatchObject({ ok: true });
    });

    it('reports a row with unreadable JSON as changed', async () => {
      const broken = isPostgres(knex) ? '{"a": 1e999}' : 'broken';
      const found = await verifyWithTamperedRow(ids[1], { metadata: broken });
      expect(found.first_bad).toMatchObject({ id: ids[1], kind: 'changed' });
    });

    it('reports a deleted row as missing, and ok after it is restored', async () => {
      const row = await knex('activity').where({ id: ids[3] }).first();
      await knex('activity').where({ id: ids[3] }).delete();
      const found = await verify();
      expect(found).toMatchObject({
        ok: false,
        first_bad: { id: ids[3], kind: 'missing' },
      });
      const json = (value: unknown) =>
        typeof value === 'string' ? value : JSON.stringify(value);
      await knex('activity').insert({
        ...row,
        metadata: json(row.metadata),
        changes: json(row.changes),
      });
      expect(await verify()).toMatchObject({ ok: true });
    });

    it('reports a row inserted among others or with an old id as added @full-postgres', async () => {
      const like = await knex('activity').where({ id: ids[1] }).first();
      const insertAndVerify = async (id: string, columns: object) => {
        await knex('activity').insert({
          ...like,
          metadata: null,
          changes: '[]',
          ...columns,
          id,
        });
        await seal();
        const { first_bad } = await verify();
        await knex('activity').where({ id }).delete();
        return first_bad;
      };
      const oldTime = Date.now() - 3 * HOUR;
      await ensureActivityMonths(knex, oldTime, oldTime);
      const old = createId(oldTime);
      // An id between sealed ones; SQLite has no free arrival number in between.
      const among = `${ids[2].slice(0, -1)}${ids[2].endsWith('0') ? '1' : '0'}`;
      const arrivalColumn = isPostgres(knex) ? {} : { arrival: 0 };
      expect(await insertAndVerify(among, arrivalColumn)).toMatchObject({
        id: among,
        kind: 'added',
      });
      delete like.arrival;
      expect(await insertAndVerify(old, {})).toMatchObject({
        id: old,
        kind: 'added',
      });
      expect(await verify()).toMatchObject({ ok: true });
    });

    it('reports the first of two swapped rows as changed @full-sqlite', async () => {
      const [a, b] = await Promise.all(
        ids.slice(1, 3).map(id => knex('activity').where({ id }).first()),
      );
      const texts = ({ entity_id, entity_label, search_text }: any) => ({
        entity_id,
        entity_label,
        search_text,
      });
      await knex('activity').where({ id: a.id }).update(texts(b));
      await knex('activity').where({ id: b.id }).update(texts(a));
      expect((await verify()).first_bad).toMatchObject({
        id: a.id,
        kind: 'changed',
      });
      await knex('activity').where({ id: a.id }).update(texts(a));
      await knex('activity').where({ id: b.id }).update(texts(b));
      expect(await verify()).toMatchObject({ ok: true });
      const swapIds = async () => {
        const aside = createId(Date.now());
        for (const [from, to] of [
          [a.id, aside],
          [b.id, a.id],
          [aside, b.id],
        ]) {
          await knex('activity').where({ id: from }).update({ id: to });
        }
      };
      await swapIds();
      expect((await verify()).first_bad).toMatchObject({
        id: a.id,
        kind: 'changed',
      });
      await swapIds();
      expect(await verify()).toMatchObject({ ok: true });
    });

    it('reports a deleted last seal as missing', async () => {
      const last = await knex('activity_seals')
        .orderBy('number', 'desc')
        .first();
      const sealed = await knex('activity_sealed_rows')
        .where({ number: last.number })
        .first();
      await knex('activity_sealed_rows')
        .where({ number: last.number })
        .delete();
      await knex('activity_seals').where({ number: last.number }).delete();
      expect(await verify()).toMatchObject({
        ok: false,
        first_bad: { id: null, kind: 'missing', segment: Number(last.number) },
      });
      await knex('activity_seals').insert(last);
      await knex('activity_sealed_rows').insert(sealed);
      expect(await verify()).toMatchObject({ ok: true });
    });

    it('reports forged row hashes, even with a matching root of the seal @full-sqlite', async () => {
      const last = await knex('activity_seals')
        .orderBy('number', 'desc')
        .first();
      const { number } = last;
      const sealed = await knex('activity_sealed_rows')
        .where({ number })
        .first();
      const forged = Buffer.from(sealed.hashes);
      forged.writeUInt32BE(1, 0);
      await knex('activity_sealed_rows')
        .where({ number })
        .update({ hashes: forged });
      expect((await verify()).first_bad).toMatchObject({
        kind: 'changed',
        segment: Number(number),
      });
      await knex('activity_seals')
        .where({ number })
        .update({ root: computeSha256(forged) });
      expect((await verify()).first_bad).toMatchObject({
        kind: 'changed',
        segment: Number(number),
      });
      await knex('activity_seals')
        .where({ number })
        .update({ root: last.root });
      await knex('activity_sealed_rows').where({ number }).update(sealed);
      expect(await verify()).toMatchObject({ ok: true });
    });

    it('reports a former head as missing after the chain was rebuilt', async () => {
      const { head } = await knex('activity_seals')
        .orderBy('number', 'desc')
        .first();
      expect(await verify(`?head=${head}`)).toMatchObject({ ok: true });
      // As an attacker would, changes a row and recreates all seals as a consistent chain.
      const unchanged = { id: ids[0] };
      await knex('activity').where(unchanged).update({ ip: '10.0.0.1' });
      for (const table of [
        'activity_sealed_rows',
        'activity_seals',
        'activity_seal_watermark',
      ]) {
        await knex(table).delete();
      }
      await seal();
      expect(await verify()).toMatchObject({ ok: true });
      expect(await verify(`?head=${head}`)).toMatchObject({
        ok: false,
        first_bad: { id: null, kind: 'missing', segment: null },
      });
    });

    it('verifies only the rows of the requested range @full-postgres', async () => {
      await post(2);
      await seal();
      const seals = (await knex('activity_seals').orderBy('number')).map(
        readSeal,
      );
      const before = seals[seals.length - 2].content.number;
      await knex('activity').where({ id: ids[0] }).update({ ip: '10.0.0.1' });
      expect(await verify(`?to=${before}`)).toMatchObject({ ok: false });
      expect(await verify(`?from=${before + 1}`)).toMatchObject({
        ok: true,
        rows_checked: 2,
        segments_checked: 1,
      });
      await knex('activity').where({ id: ids[0] }).update({ ip: null });
      const refused = await callboard
        .as('superAdmin')
        .get(`/admin/activity/verify?from=${before + 9}&to=2`);
      expect(refused.status).toBe(400);
      expect(await verify(`?from=${before + 9}`)).toMatchObject({
        ok: true,
        rows_checked: 0,
      });
    });

    it('returns ok for rows added while the clock was set back @full-postgres', async () => {
      const now = Date.now() - 5 * HOUR;
      await addRows(knex, workspace_id, [{ created_at: now, is_dated: false }]);
      await sealAll(knex, () => sealInOtherReplica(now));
      expect(await verify()).toMatchObject({ ok: true });
      await post(1);
      await seal();
      expect(await verify()).toMatchObject({ ok: true });
    });

    it('seals every row once when several replicas seal concurrently @full', async () => {
      await addRows(
        knex,
        workspace_id,
        Array.from({ length: 2_500 }, () => ({})),
      );
      await Promise.all([seal(), sealInOtherReplica(), sealInOtherReplica()]);
      await seal();
      const { total } = (
        await callboard.as('superAdmin').get('/admin/activity?details=true')
      ).body;
      expect(await verify()).toMatchObject({ ok: true, rows_checked: total });
    });

    it('delays sealing until the transaction that locks the chain ends @full', async () => {
      await post(1);
      const [before] = await knex('activity_sealed_rows').count({ seals: '*' });
      const changing = new SealedLog({ onSeal: async () => {} });
      let sealing: Promise<unknown>;
      await knex.transaction(async tx => {
        await changing.lockChain(tx);
        sealing = sealInOtherReplica();
        await sleep(300);
      });
      await sealing!;
      const [after] = await knex('activity_sealed_rows').count({ seals: '*' });
      expect(Number(after.seals)).toBe(Number(before.seals) + 1);
    });

    it('notifies the events service and subscribed webhooks of existing workspaces of each seal', async () => {
      const boss = callboard.as('superAdmin');
      const hook = (event_types: string[], workspace = 'default') =>
        boss.post(`/workspaces/${workspace}/webhooks`, {
          name: event_types[0],
          url: 'https://example.com/hook',
          event_types,
        });
      const seals = async () =>
        (await boss.get('/admin/activity/seals')).body.items;
      const { body: subscribedHook } = await hook(['activity.sealed']);
      await hook(['*']);
      await boss.post('/workspaces', { slug: 'ended', name: 'Ended' });
      await hook(['activity.sealed'], 'ended').expect(201);
      await boss.delete('/workspaces/ended').expect(204);
      const [newest] = await seals();
      await post(1);
      await seal();
      // More than one if a transaction of another database delayed rows.
      const made = (await seals()).filter(
        ({ number }: { number: number }) => number > newest.number,
      );
      expect(made.length).toBeGreaterThan(0);
      const listNotified = async (): Promise<Array<[string, string]>> =>
        (
          await knex('webhook_deliveries')
            .join('webhook_events', 'webhook_events.id', 'event_id')
            .where({ type: 'activity.sealed' })
        ).map(({ webhook_id, body }) => [
          webhook_id,
          JSON.parse(body).data.head,
        ]);
      const isReceived = (one: object) =>
        received.some(each => isEqual(each, one));
      await until(
        async () =>
          (await listNotified()).length >= made.length &&
          made.every(isReceived),
      );
      expect((await listNotified()).sort()).toEqual(
        made
          .map(({ head }: { head: string }) => [subscribedHook.id, head])
          .sort(),
      );
    });

    it('verifies in the background and records its finding in the activity log @full', async () => {
      const superAdmin = callboard.as('superAdmin');
      const start = async (body = {}) => {
        const { body: job } = await superAdmin.post(
          '/admin/activity/verifications',
          body,
        );
        await until(async () => {
          const { body: current } = await superAdmin.get(
            `/admin/activity/verifications/${job.id}`,
          );
          return current.status === 'done';
        });
        return (await superAdmin.get(`/admin/activity/verifications/${job.id}`))
          .body;
      };
      expect(await start()).toMatchObject({ result: { ok: true } });
      await knex('activity').where({ id: ids[0] }).update({ ip: '10.0.0.1' });
      const { id, result } = await start();
      await knex('activity').where({ id: ids[0] }).update({ ip: null });
      expect(result).toMatchObject({
        ok: false,
        first_bad: { id: ids[0], kind: 'changed' },
      });
      const { body } = await superAdmin.get(
        `/admin/activity?entity_id=${id}&action=tamper_found`,
      );
      expect(body.activities).toMatchObject([
        { changes: [{ field: 'first_bad', new_value: { id: ids[0] } }] },
      ]);
    });

    if (databaseId.startsWith('POSTGRES')) {
      it('continues after a restore into a server with lower transaction ids @full', async () => {
        const posted = await post(3);
        await seal();
        const before = await verify();
        // Renumbers the rows as if another server had written them.
        const columns = {
          activity: 'arrival',
          activity_rollup_watermark: 'arrival',
          activity_seals: 'end_arrival',
          activity_seal_watermark: 'arrival',
        };
        for (const [table, column] of Object.entries(columns)) {
          await knex(table).update({
            [column]: knex.raw(
              '(??::text::bigint + 900000000000)::text::xid8',
              [column],
            ),
          });
        }
        expect(await continueArrivals(knex)).toBe(true);
        expect(await verify()).toEqual(before);
        await post(2);
        await seal();
        const { ok, rows_checked } = await verify();
        expect({ ok, rows_checked }).toEqual({
          ok: true,
          rows_checked: before.rows_checked + 2,
        });
        const { first_bad } = await verifyWithTamperedRow(posted[1], {
          user_name: 'X',
        });
        expect(first_bad).toMatchObject({ id: posted[1], kind: 'changed' });
      });
    }
  },
);

const scheduler = mockServices.scheduler();

describeCallboard(
  'findings of integrity checks',
  { services: [schedulerFactory(scheduler)], databases: databaseIds },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const rows = () => callboard().knex('activity');
    const verify = async (): Promise<ActivityVerification> =>
      (await boss().get('/admin/activity/verify').expect(200)).body;
    const checks = async (): Promise<VerificationJob[]> =>
      (await boss().get('/admin/activity/verifications').expect(200)).body
        .items;
    const tamper = (id: string) => rows().where({ id }).update({ ip: '::1' });
    const mend = () => rows().update({ ip: null });
    const checkDaily = () =>
      scheduler.triggerTask('callboard-activity-verification');

    /** The ids of rows found, in the order of recording. */
    const recorded = async (): Promise<unknown[]> => {
      const { body } = await boss()
        .get('/admin/activity?action=tamper_found')
        .expect(200);
      return body.activities
        .map(({ changes }: Activity) => (changes[0].new_value as any).id)
        .reverse();
    };

    const untilChecked = () =>
      until(async () =>
        (await checks()).every(({ status }) => status !== 'running'),
      );

    let ids: string[];
    beforeAll(async () => {
      const events = [1, 2, 3].map(() => ({ action: 'add_note' }));
      ({ ids } = (await boss().post('/activity', events).expect(201)).body);
      await sealAll(callboard().knex, () =>
        scheduler.triggerTask('callboard-activity-seals'),
      );
    });

    it('records a finding once for concurrent and repeated checks @full-postgres', async () => {
      expect(await verify()).toMatchObject({ ok: true });
      expect(await checks()).toEqual([]);

      await tamper(ids[1]);
      await Promise.all([verify(), verify(), verify()]);
      const { first_bad } = await verify();
      expect(first_bad).toMatchObject({ id: ids[1], kind: 'changed' });
      expect(await recorded()).toEqual([ids[1]]);
      expect(await checks()).toMatchObject([
        {
          status: 'done',
          started_by: people.superAdmin,
          result: { ok: false, first_bad },
        },
      ]);

      // A check reports only the first bad row, which is now another row: a new finding.
      await tamper(ids[0]);
      await verify();
      await verify();
      expect(await recorded()).toEqual([ids[1], ids[0]]);
      await rows().where({ id: ids[0] }).update({ ip: null });
      await verify();
      expect(await recorded()).toEqual([ids[1], ids[0]]);
    });

    it('records a finding again after a check without findings @full-postgres', async () => {
      await mend();
      await checkDaily();
      await untilChecked();
      const before = await recorded();
      await tamper(ids[1]);
      await checkDaily();
      await untilChecked();
      await checkDaily();
      await untilChecked();
      await verify();
      expect(await recorded()).toEqual([...before, ids[1]]);
      await mend();
    });

    it('starts a daily check only when no other daily check is running', async () => {
      const id = createId(Date.now());
      await callboard()
        .knex('activity_verifications')
        .insert({
          id,
          status: 'running',
          started_by: callboardActor.user_ref,
          started_at: new Date(),
          rows_total: 0,
          state: JSON.stringify(CHAIN_START),
        });
      const before = (await checks()).length;
      await checkDaily();
      expect(await checks()).toHaveLength(before);
      await boss()
        .post(`/admin/activity/verifications/${id}/cancel`, {})
        .expect(200);
      await checkDaily();
      await untilChecked();
      const [newest, ...rest] = await checks();
      expect(rest).toHaveLength(before);
      expect(newest).toMatchObject({
        status: 'done',
        started_by: callboardActor.user_ref,
        from: null,
        to: null,
        result: { ok: true },
      });
    });
  },
);
