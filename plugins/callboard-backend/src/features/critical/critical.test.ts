import { mockServices } from '@backstage/backend-test-utils';
import { CriticalEvent } from '@callboard/plugin-callboard-common';
import { readFileSync } from 'fs';
import { Knex } from 'knex';
import { join } from 'path';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { schedulerFactory } from '../../__testUtils__/schedulerFactory';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { until } from '../../__testUtils__/until';
import { addRows, addWorkspace } from '../activity/__testUtils__/activityRows';
import { criticalRules } from './rules/criticalRules';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();

const MINUTE = 60_000;

type Row = Parameters<typeof addRows>[2][number];

describe.each(databases.eachSupportedId())(
  'Critical events, on %p',
  databaseId => {
    const scheduler = mockServices.scheduler();
    let callboard: TestCallboard;
    let knex: Knex;
    let own: string;
    let other: string;

    const boss = () => callboard.as('superAdmin');
    const run = (task = 'critical-events') =>
      scheduler.triggerTask(`callboard-${task}`);

    /** Looks at the log until transactions of others have ended. */
    const watch = () =>
      until(async () => {
        await run();
        const { arrival } = await knex('critical_mark').first();
        const rest = await knex('activity').max('arrival as last').first();
        return BigInt(arrival) > BigInt(rest!.last);
      });

    const events = async (query = ''): Promise<CriticalEvent[]> =>
      (await boss().get(`/admin/critical-events?${query}`).expect(200)).body
        .items;

    /** What the events say that a rule has raised, the newest first. */
    const raised = async (rule: string) =>
      (await events(`rule=${rule}`)).map(
        ({ actor_ref, entity_label, count }) => [
          actor_ref,
          entity_label,
          count,
        ],
      );

    const audited = (event: string, metadata: object, more: Row = {}): Row => ({
      action: event,
      source: 'auditor',
      is_dated: true,
      metadata: { status: 'succeeded', ...metadata } as Row['metadata'],
      ...more,
    });

    const deleted = (label: string, more: Row = {}): Row =>
      audited(
        'catalog.entity-mutate',
        { meta: { actionType: 'delete' } },
        { entity_type: 'component', entity_label: label, ...more },
      );

    const change = (
      action: string,
      entity_type: string,
      more: Row = {},
    ): Row => ({
      action,
      entity_type,
      source: 'backend',
      ...more,
    });

    const tune = (id: string, patch: object) =>
      boss().patch(`/admin/critical-rules/${id}`, patch).expect(200);

    const add = (rows: Row[], workspace = own) =>
      addRows(knex, workspace, rows);

    /** Titles of what somebody was told of critical events. */
    const told = async (who: 'superAdmin' | 'admin' | 'member') =>
      (
        await callboard
          .as(who)
          .get('/notifications?type=critical_event.raised&limit=100')
      ).body.items.map(({ title }: { title: string }) => title);

    beforeAll(async () => {
      callboard = await startCallboard(databases, databaseId, {
        services: [schedulerFactory(scheduler)],
      });
      knex = callboard.knex;
      own = (await boss().get('/workspaces/default')).body.id;
      other = await addWorkspace(callboard, 'other', {
        members: [[people.admin, 'admin']],
      });
      await watch();
    });

    beforeEach(async () => {
      await knex('critical_events').delete();
      await knex('critical_tallies').delete();
      await knex('critical_rules').delete();
    });

    afterAll(() => callboard.stop());

    it('are what each rule says, and nothing else', async () => {
      const role = (new_value: string) => [
        { field: 'role', old_value: 'member', new_value },
      ];
      await add([
        deleted('gone'),
        audited(
          'catalog.location-mutate',
          { meta: { actionType: 'delete' } },
          { entity_label: 'https://here', user_id: people.guest },
        ),
        deleted('refused', {
          metadata: { status: 'failed', meta: { actionType: 'delete' } },
        }),
        audited('catalog.entity-mutate', { meta: { actionType: 'refresh' } }),
        // What people post themselves.
        { ...deleted('posted'), source: 'frontend' },
        change('tamper_found', 'activity_verification'),
        { ...change('unmask', 'person'), source: 'frontend' },
        change('unmask', 'person', { entity_label: 'quiet-otter' }),
        change('create', 'erasure'),
        change('update', 'retention'),
        change('deactivate', 'webhook', { entity_label: 'Build bot' }),
        change('update', 'workspace_member', {
          changes: role('admin'),
          is_detail: true,
          entity_label: 'Max Member',
        }),
        change('update', 'workspace_member', { changes: role('guest') }),
        change('update', 'project_member', { changes: role('admin') }),
        // Of the past, as demonstrations write it down.
        change('unmask', 'person', {
          is_dated: true,
          user_id: people.stranger,
        }),
      ]);
      await watch();
      expect(await raised('entity_deleted')).toEqual([
        [people.guest, 'https://here', 1],
        [people.member, 'gone', 1],
      ]);
      expect(await raised('tamper_found')).toHaveLength(1);
      expect(await raised('person_unmasked')).toEqual([
        [people.member, 'quiet-otter', 1],
      ]);
      expect(await raised('person_erased')).toHaveLength(1);
      expect(await raised('protection_changed')).toHaveLength(1);
      expect(await raised('webhook_deactivated')).toEqual([
        [people.member, 'Build bot', 1],
      ]);
      expect(await raised('admin_granted')).toEqual([
        [people.member, 'Max Member', 1],
      ]);
      expect(await events()).toHaveLength(8);
    });

    it('wait until it has happened often enough, by one person, in the time of the rule', async () => {
      const refused = (at: number, user_id: string = people.member): Row =>
        audited(
          'kubernetes.proxy',
          { status: 'failed', error: { name: 'NotAllowedError' } },
          { created_at: at, user_id, entity_label: null },
        );
      await tune('refusals', { count: 3, minutes: 5 });
      const now = Date.now() - MINUTE;
      await add([
        refused(now - 20 * MINUTE),
        refused(now - 4 * MINUTE),
        refused(now),
        refused(now, people.guest),
        refused(now, people.guest),
        // What merely went wrong.
        audited(
          'kubernetes.proxy',
          { status: 'failed', error: { name: 'NotFoundError' } },
          { user_id: people.guest },
        ),
      ]);
      await watch();
      expect(await raised('refusals')).toEqual([]);
      // What was counted is still known, whoever looks at the log next.
      await add([refused(now + 1_000)]);
      await watch();
      expect(await raised('refusals')).toEqual([[people.member, null, 3]]);
      await add([refused(now + 2_000), refused(now + 3_000)]);
      await watch();
      expect(await raised('refusals')).toEqual([[people.member, null, 5]]);
    });

    it('count what is deleted and exported one by one or in bulk', async () => {
      await tune('mass_delete', { count: 4 });
      await tune('mass_export', { count: 2 });
      const own_acts = { user_id: 'system:callboard/callboard' };
      await add([
        change('delete', 'label'),
        change('bulk_delete', 'workspace', {
          metadata: { changed: 3, unchanged: 1 },
        }),
        ...[1, 2, 3].map(() => change('delete', 'staff', { is_detail: true })),
        ...[1, 2, 3, 4, 5].map(() => change('delete', 'staff', own_acts)),
      ]);
      // As soon as somebody has the file.
      for (const format of ['csv', 'xlsx']) {
        await callboard
          .as('member')
          .get(`/workspaces/default/departments/export.${format}`)
          .expect(200);
      }
      await until(
        async () =>
          (await knex('activity').where({ action: 'export' })).length === 2,
      );
      await watch();
      expect(await raised('mass_delete')).toEqual([[people.member, null, 4]]);
      expect(await raised('mass_export')).toEqual([
        [people.member, 'departments/export.xlsx', 2],
      ]);
    });

    it('are one while the same goes on, until somebody has seen to it', async () => {
      await add([deleted('first'), deleted('second')]);
      await watch();
      await add([deleted('third'), deleted('elsewhere')]);
      await add([deleted('other')], other);
      await watch();
      expect(await raised('entity_deleted')).toEqual([
        [people.member, 'other', 1],
        [people.member, 'first', 4],
      ]);
      const [, { id }] = await events();
      const path = `/admin/critical-events/${id}/acknowledge`;
      const { body } = await boss().post(path, {}).expect(200);
      expect(body).toMatchObject({ id, acknowledged_by: people.superAdmin });
      // Who was first remains.
      expect((await boss().post(path, {}).expect(200)).body).toEqual(body);
      expect(await events('is_acknowledged=true')).toEqual([body]);
      await add([deleted('fourth')]);
      await watch();
      expect(await raised('entity_deleted')).toEqual([
        [people.member, 'fourth', 1],
        [people.member, 'other', 1],
        [people.member, 'first', 4],
      ]);
      expect(await events(`workspace_id=${other}`)).toHaveLength(1);
      const traces = await boss().get(
        `/admin/activity?entity_type=critical_event&entity_id=${id}`,
      );
      expect(traces.body.activities).toMatchObject([{ action: 'acknowledge' }]);
    });

    it('are no longer one after the time of the rule', async () => {
      const now = Date.now();
      await add([
        deleted('early', { created_at: now - 30 * MINUTE }),
        deleted('late', { created_at: now }),
      ]);
      await watch();
      expect(await raised('entity_deleted')).toEqual([
        [people.member, 'late', 1],
        [people.member, 'early', 1],
      ]);
    });

    it('are raised once where several replicas look', async () => {
      await add(Array.from({ length: 500 }, (_, nth) => deleted(`nr ${nth}`)));
      await Promise.all([run(), run(), run()]);
      await watch();
      expect(await raised('entity_deleted')).toEqual([
        [people.member, 'nr 0', 500],
      ]);
    });

    it('are none while their rule is off, which is critical itself', async () => {
      await tune('entity_deleted', { is_enabled: false });
      await add([deleted('unseen')]);
      await watch();
      expect(await raised('entity_deleted')).toEqual([]);
      expect(await raised('protection_changed')).toEqual([
        [people.superAdmin, 'Catalog entity deleted', 1],
      ]);
      const { body } = await boss().get('/admin/critical-rules');
      expect(body.items[0]).toEqual({
        id: 'entity_deleted',
        title: 'Catalog entity deleted',
        description: expect.any(String),
        is_enabled: false,
        count: 1,
        minutes: 10,
        rows: null,
        defaults: { is_enabled: true, count: 1, minutes: 10, rows: null },
        version: 2,
        updated_at: expect.any(String),
      });
      const unknown = await boss().patch('/admin/critical-rules/no_such', {});
      expect(unknown.status).toBe(404);
      for (const wrong of [{ count: 0 }, { minutes: 1_441 }, { count: '5' }]) {
        const answer = await boss().patch(
          '/admin/critical-rules/refusals',
          wrong,
        );
        expect(answer.status).toBe(400);
      }
    });

    it('are told to the admins of the workspace, once, and of the portal', async () => {
      const before = await told('superAdmin');
      const beforeElsewhere = await told('admin');
      await add([
        deleted('told'),
        deleted('told again'),
        change('deactivate', 'webhook', { entity_label: 'Told otherwise' }),
      ]);
      await add([change('unmask', 'person', { user_id: people.admin })], other);
      await watch();
      await until(
        async () => (await told('superAdmin')).length >= before.length + 2,
      );
      const news = (await told('superAdmin')).slice(
        0,
        -before.length || undefined,
      );
      expect(news.sort()).toEqual([
        'Catalog entity deleted: told',
        'Person unmasked',
      ]);
      expect(await told('admin')).toEqual([
        'Person unmasked',
        ...beforeElsewhere,
      ]);
      expect(await told('member')).toEqual([]);
    });

    it('and what was counted are kept for a time', async () => {
      const old = Date.now() - 400 * 24 * 60 * MINUTE;
      await add([deleted('kept')]);
      await add([change('delete', 'label')]);
      await watch();
      const [event] = await knex('critical_events');
      await knex('critical_events').insert({
        ...event,
        id: `${old
          .toString(16)
          .padStart(12, '0')
          .replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`,
      });
      await knex('critical_tallies').update({ last_at: new Date(old) });
      await run('critical-events-upkeep');
      expect(await knex('critical_events').pluck('id')).toEqual([event.id]);
      expect(await knex('critical_tallies')).toEqual([]);
    });
  },
);

it('The documentation has every rule as it is', () => {
  const page = readFileSync(
    join(__dirname, '../../../../../docs/critical-events.md'),
    'utf8',
  );
  const rows = page
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(line => line.split('|').map(cell => cell.trim()));
  expect(rows.map(([, id, title, , often]) => [id, title, often])).toEqual(
    criticalRules.map(
      ({ id, title, defaults: { count, minutes, rows: most } }) => [
        `\`${id}\``,
        title,
        most === null
          ? `${count} in ${minutes} min`
          : `${count}, or ${most.toLocaleString('en')} rows, in ${minutes} min`,
      ],
    ),
  );
});
