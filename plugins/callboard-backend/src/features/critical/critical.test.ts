import { mockServices } from '@backstage/backend-test-utils';
import {
  CriticalEvent,
  CriticalRule,
  HIDDEN_VALUE,
  isPseudonym,
} from '@callboard/plugin-callboard-common';
import { readFileSync } from 'fs';
import { Knex } from 'knex';
import { join } from 'path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  AuditSink,
  auditSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { schedulerFactory } from '../../__testUtils__/schedulerFactory';
import {
  people,
  PersonName,
  startCallboard,
  startCallboardOn,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { until } from '../../__testUtils__/until';
import { insertMany } from '../../database/bulk';
import { createId } from '../../database/ids';
import { addRows, addWorkspace } from '../activity/__testUtils__/activityRows';
import { criticalRules } from './rules/criticalRules';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { callboardActor } from '../../kernel/actor';
import { catalogEntities } from '../../core/projects/__testUtils__/catalogEntities';
import { Pseudonyms } from '../../pseudonyms/Pseudonyms';
import { sealAll } from '../integrity/__testUtils__/sealAll';
import { TimeFixture } from '../time/__testUtils__/TimeFixture';
import { addDays } from '../../database/zones';
import { WebhookFixture } from '../webhooks/__testUtils__/WebhookFixture';
import { Receiver } from '../webhooks/__testUtils__/Receiver';
import { Watcher } from './__testUtils__/Watcher';
import { allowNamesOnlyFor } from '../../pseudonyms/__testUtils__/allowNamesOnlyFor';

describe('critical events', () => {
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

      /** Evaluates the log until concurrent transactions have ended. */
      const watch = () =>
        until(async () => {
          await run();
          const { arrival } = await knex('critical_watermark').first();
          const rest = await knex('activity').max('arrival as last').first();
          return BigInt(arrival) > BigInt(rest!.last);
        });

      const listCriticalEvents = async (query = ''): Promise<CriticalEvent[]> =>
        (await boss().get(`/admin/critical-events?${query}`).expect(200)).body
          .items;

      /** Lists the events of a rule, newest first. */
      const listRaised = async (rule: string) =>
        (await listCriticalEvents(`rule=${rule}`)).map(
          ({ actor_ref, entity_label, count }) => [
            actor_ref,
            entity_label,
            count,
          ],
        );

      const audited = (
        event: string,
        metadata: object,
        more: Row = {},
      ): Row => ({
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

      const changeRule = (id: string, patch: object) =>
        boss().patch(`/admin/critical-rules/${id}`, patch).expect(200);

      const add = (rows: Row[], workspace = own) =>
        addRows(knex, workspace, rows);

      /** Lists the titles of a user's notifications about critical events. */
      const listNotified = async (who: 'superAdmin' | 'admin' | 'member') =>
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
        await knex('critical_counts').delete();
        await knex('critical_rules').delete();
      });

      afterAll(() => callboard.stop());

      it('raises events only for the actions that each rule covers', async () => {
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
          // Rows that users post themselves.
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
          // A backdated row, as in demo data.
          change('unmask', 'person', {
            is_dated: true,
            user_id: people.stranger,
          }),
        ]);
        await watch();
        expect(await listRaised('entity_deleted')).toEqual([
          [people.guest, 'https://here', 1],
          [people.member, 'gone', 1],
        ]);
        expect(await listRaised('tamper_found')).toHaveLength(1);
        expect(await listRaised('person_unmasked')).toEqual([
          [people.member, 'quiet-otter', 1],
        ]);
        expect(await listRaised('person_erased')).toHaveLength(1);
        expect(await listRaised('protection_changed')).toHaveLength(1);
        expect(await listRaised('webhook_deactivated')).toEqual([
          [people.member, 'Build bot', 1],
        ]);
        expect(await listRaised('admin_granted')).toEqual([
          [people.member, 'Max Member', 1],
        ]);
        expect(await listCriticalEvents()).toHaveLength(8);
      });

      it('raises an event when one user reaches the count of a rule in its time window @full-postgres', async () => {
        const refused = (at: number, user_id: string = people.member): Row =>
          audited(
            'kubernetes.proxy',
            { status: 'failed', error: { name: 'NotAllowedError' } },
            { created_at: at, user_id, entity_label: null },
          );
        await changeRule('refusals', { count: 3, minutes: 5 });
        const now = Date.now() - MINUTE;
        await add([
          refused(now - 20 * MINUTE),
          refused(now - 4 * MINUTE),
          refused(now),
          refused(now, people.guest),
          refused(now, people.guest),
          // An error other than an access denial.
          audited(
            'kubernetes.proxy',
            { status: 'failed', error: { name: 'NotFoundError' } },
            { user_id: people.guest },
          ),
        ]);
        await watch();
        expect(await listRaised('refusals')).toEqual([]);
        // Another replica continues the counts.
        await add([refused(now + 1_000)]);
        await watch();
        expect(await listRaised('refusals')).toEqual([
          [people.member, null, 3],
        ]);
        await add([refused(now + 2_000), refused(now + 3_000)]);
        await watch();
        expect(await listRaised('refusals')).toEqual([
          [people.member, null, 5],
        ]);
      });

      it('counts single and bulk deletions and exports', async () => {
        await changeRule('mass_delete', { count: 4 });
        await changeRule('mass_export', { count: 2 });
        const own_actions = { user_id: 'system:callboard/callboard' };
        await add([
          change('delete', 'label'),
          change('bulk_delete', 'workspace', {
            metadata: { changed: 3, unchanged: 1 },
          }),
          ...[1, 2, 3].map(() =>
            change('delete', 'staff', { is_detail: true }),
          ),
          ...[1, 2, 3, 4, 5].map(() => change('delete', 'staff', own_actions)),
        ]);
        // Downloads are recorded once the user has the file.
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
        expect(await listRaised('mass_delete')).toEqual([
          [people.member, null, 4],
        ]);
        expect(await listRaised('mass_export')).toEqual([
          [people.member, 'departments/export.xlsx', 2],
        ]);
      });

      it('adds repeated actions to one event until an admin acknowledges it', async () => {
        await add([deleted('first'), deleted('second')]);
        await watch();
        await add([deleted('third'), deleted('elsewhere')]);
        await add([deleted('other')], other);
        await watch();
        expect(await listRaised('entity_deleted')).toEqual([
          [people.member, 'other', 1],
          [people.member, 'first', 4],
        ]);
        const [, { id }] = await listCriticalEvents();
        const path = `/admin/critical-events/${id}/acknowledge`;
        const { body } = await boss().post(path, {}).expect(200);
        expect(body).toMatchObject({ id, acknowledged_by: people.superAdmin });
        // The first acknowledgement is retained.
        expect((await boss().post(path, {}).expect(200)).body).toEqual(body);
        expect(await listCriticalEvents('is_acknowledged=true')).toEqual([
          body,
        ]);
        await add([deleted('fourth')]);
        await watch();
        expect(await listRaised('entity_deleted')).toEqual([
          [people.member, 'fourth', 1],
          [people.member, 'other', 1],
          [people.member, 'first', 4],
        ]);
        expect(await listCriticalEvents(`workspace_id=${other}`)).toHaveLength(
          1,
        );
        const entries = await boss().get(
          `/admin/activity?entity_type=critical_event&entity_id=${id}`,
        );
        expect(entries.body.activities).toMatchObject([
          { action: 'acknowledge' },
        ]);
      });

      it('raises a new event after the time window of the rule', async () => {
        const now = Date.now();
        await add([
          deleted('early', { created_at: now - 30 * MINUTE }),
          deleted('late', { created_at: now }),
        ]);
        await watch();
        expect(await listRaised('entity_deleted')).toEqual([
          [people.member, 'late', 1],
          [people.member, 'early', 1],
        ]);
      });

      it('raises one event when several replicas evaluate the log concurrently', async () => {
        await add(
          Array.from({ length: 500 }, (_, nth) => deleted(`nr ${nth}`)),
        );
        await Promise.all([run(), run(), run()]);
        await watch();
        expect(await listRaised('entity_deleted')).toEqual([
          [people.member, 'nr 0', 500],
        ]);
      });

      it('raises no event of a rule that is off, and one event when a rule is turned off', async () => {
        await changeRule('entity_deleted', { is_enabled: false });
        await add([deleted('unseen')]);
        await watch();
        expect(await listRaised('entity_deleted')).toEqual([]);
        expect(await listRaised('protection_changed')).toEqual([
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
        for (const wrong of [
          { count: 0 },
          { minutes: 1_441 },
          { count: '5' },
        ]) {
          const answer = await boss().patch(
            '/admin/critical-rules/refusals',
            wrong,
          );
          expect(answer.status).toBe(400);
        }
      });

      it('notifies workspace admins and portal admins once per event', async () => {
        const before = await listNotified('superAdmin');
        const beforeElsewhere = await listNotified('admin');
        await add([
          deleted('told'),
          deleted('told again'),
          change('deactivate', 'webhook', { entity_label: 'Told otherwise' }),
        ]);
        await add(
          [change('unmask', 'person', { user_id: people.admin })],
          other,
        );
        await watch();
        await until(
          async () =>
            (await listNotified('superAdmin')).length >= before.length + 2,
        );
        const news = (await listNotified('superAdmin')).slice(
          0,
          -before.length || undefined,
        );
        expect(news.sort()).toEqual([
          'Catalog entity deleted: told',
          'Name revealed',
        ]);
        expect(await listNotified('admin')).toEqual([
          'Name revealed',
          ...beforeElsewhere,
        ]);
        expect(await listNotified('member')).toEqual([]);
      });

      it('deletes events and counts after their retention period', async () => {
        const old = Date.now() - 400 * 24 * 60 * MINUTE;
        await add([deleted('kept')]);
        await add([change('delete', 'label')]);
        await watch();
        const [event] = await knex('critical_events');
        const expired = Array.from({ length: 1_001 }, () => ({
          ...event,
          id: createId(old),
        }));
        await insertMany(knex, 'critical_events', expired);
        await knex('critical_counts').update({ last_at: new Date(old) });
        await run('critical-events-upkeep');
        expect(await knex('critical_events').pluck('id')).toEqual([event.id]);
        expect(await knex('critical_counts')).toEqual([]);
      });
    },
  );

  it('lists every rule with its title and defaults in docs/critical-events.md', () => {
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
        ({ id, title, defaults: { count, minutes, rows: maxRows } }) => [
          `\`${id}\``,
          title,
          maxRows === null
            ? `${count} in ${minutes} min`
            : `${count} files or ${maxRows.toLocaleString(
                'en',
              )} rows in ${minutes} min`,
        ],
      ),
    );
  });
});

describe('critical event detection', () => {
  const scheduler = mockServices.scheduler();

  const KEY = 'a key of sixteen or more';

  let sink: AuditSink;

  /** Relays audit events of the test as if other plugins had sent them. */
  const auditSource = createBackendModule({
    pluginId: 'callboard',
    moduleId: 'audit-source',
    register: env =>
      env.registerInit({
        deps: { sources: auditSourcesExtensionPoint },
        init: async ({ sources }) =>
          sources.addSource({
            connect: auditSink => {
              sink = auditSink;
            },
          }),
      }),
  });

  const audit = (action: string, metadata: JsonObject) =>
    sink.store([
      {
        at: new Date(),
        user_ref: people.member,
        display_name: 'max.member',
        action,
        entity_type: 'component',
        entity_id: 'component:default/gone',
        entity_label: 'gone',
        metadata,
        ip: null,
      },
    ]);

  describeCallboard(
    'critical event triggers',
    {
      entities: catalogEntities,
      config: {
        superAdmins: [people.superAdmin, people.reader],
        activity: { privacy: 'pseudonymous', pseudonymKey: KEY },
        webhooks: { allow: ['127.0.0.1'] },
      },
      modules: [auditSource],
      services: [schedulerFactory(scheduler)],
      databases: 'tagged',
    },
    callboard => {
      let watcher: Watcher;
      const boss = () => callboard().as('superAdmin');
      const knex = () => callboard().knex;

      beforeAll(async () => {
        watcher = new Watcher(callboard(), scheduler);
        await callboard().as('member').get('/me').expect(200);
      });

      beforeEach(() => watcher.reset());

      it('raises an event when retention rules change', async () => {
        const rules = [{ workspace_id: null, class: 'views', keep_days: 90 }];
        await boss().put('/admin/retention', { rules }).expect(200);
        expect(await watcher.listRaised('protection_changed')).toEqual([
          [people.superAdmin, null, 1],
        ]);
      });

      it('raises an event when a critical event rule changes', async () => {
        await watcher.changeRule('mass_delete', { minutes: 7 });
        expect(await watcher.listRaised('protection_changed')).toEqual([
          [people.superAdmin, 'Mass deletion', 1],
        ]);
      });

      it('raises an event when a user becomes an admin', async () => {
        const path = '/workspaces/default/members';
        const { body } = await boss().get(`${path}?search=max`).expect(200);
        const [{ id }] = body.items;
        await boss().patch(`${path}/${id}`, { role: 'admin' }).expect(200);
        expect(await watcher.listRaised('admin_granted')).toEqual([
          [people.superAdmin, 'Max Member', 1],
        ]);
      });

      it('raises an event when a user makes themselves admin of a workspace they did not create', async () => {
        const { workspacePath: workspace } = await WebhookFixture.create(
          callboard(),
        );
        expect(await watcher.listRaised('admin_granted')).toEqual([]);
        await callboard()
          .as('reader')
          .post(`${workspace}/members`, {
            user_ref: people.reader,
            role: 'admin',
          })
          .expect(201);
        expect(await watcher.listRaised('admin_granted')).toEqual([
          [people.reader, 'Ria Reader', 1],
        ]);
      });

      it('raises an event when a user makes themselves admin and reports at the same moment that they created the workspace', async () => {
        const { workspacePath: workspace } = await WebhookFixture.create(
          callboard(),
        );
        await callboard()
          .as('reader')
          .post(`${workspace}/members`, {
            user_ref: people.reader,
            role: 'admin',
          })
          .expect(201);
        const { workspace_id, user_id, created_at } = await knex()('activity')
          .where({ entity_type: 'workspace_member', user_id: people.reader })
          .orderBy('id', 'desc')
          .first();
        await addRows(knex(), workspace_id, [
          {
            user_id,
            action: 'create',
            entity_type: 'workspace',
            entity_id: workspace_id,
            source: 'frontend',
            created_at: new Date(created_at).getTime(),
          },
        ]);
        expect(await watcher.listRaised('admin_granted')).toEqual([
          [people.reader, 'Ria Reader', 1],
        ]);
      });

      it('raises an event when a user or Callboard deactivates a webhook @full', async () => {
        const receiver = await Receiver.start();
        const webhookFixture = await WebhookFixture.create(callboard());
        const byHand = await webhookFixture.createWebhook(receiver, [
          'label.*',
        ]);
        await boss().patch(byHand.path, { name: 'By hand' }).expect(200);
        expect(await watcher.listRaised('webhook_deactivated')).toEqual([]);
        await boss().patch(byHand.path, { is_active: false }).expect(200);
        expect(await watcher.listRaised('webhook_deactivated')).toEqual([
          [people.superAdmin, 'By hand', 1],
        ]);
        receiver.respondWith(410);
        const { path } = await webhookFixture.createWebhook(receiver);
        await webhookFixture.createDepartment();
        await webhookFixture.awaitDeliveries(path);
        expect(await watcher.listRaised('webhook_deactivated')).toEqual([
          [callboardActor.user_ref, 'Hook', 1],
          [people.superAdmin, 'By hand', 1],
        ]);
        // A deactivation by Callboard has a separate notification.
        const listNotified = async () =>
          (await boss().get('/notifications?limit=100')).body.items
            .filter(({ title }: any) => /webhook/i.test(title))
            .map(({ type }: any) => type)
            .sort();
        await until(async () => (await listNotified()).length >= 2);
        expect(await listNotified()).toEqual([
          'critical_event.raised',
          'webhook.deactivated',
        ]);
        await receiver.stop();
      });

      it('raises an event when verification finds a modified activity entry @full-postgres @postgres', async () => {
        await sealAll(knex(), () =>
          scheduler.triggerTask('callboard-activity-seals'),
        );
        const { id, ip } = await knex()('activity').first('id', 'ip');
        await knex()('activity').where({ id }).update({ ip: '::1' });
        const { body } = await boss().get('/admin/activity/verify').expect(200);
        await knex()('activity').where({ id }).update({ ip });
        expect(body.first_bad).toMatchObject({ id });
        expect(await watcher.listRaised('tamper_found')).toEqual([
          [callboardActor.user_ref, null, 1],
        ]);
      });

      it('raises an event when a user reveals a pseudonym', async () => {
        const { body } = await boss().get('/workspaces/default').expect(200);
        const pseudonyms = new Pseudonyms({ knex: knex(), key: KEY });
        const pseudonym = pseudonyms.getPseudonym(body.id, people.member);
        await boss()
          .post('/activity/unmask?workspace=default', {
            pseudonym,
            reason: 'An incident',
          })
          .expect(200);
        expect(await watcher.listRaised('person_unmasked')).toMatchObject([
          [people.superAdmin, expect.anything(), 1],
        ]);
      });

      it('raises an event when a user requests an erasure', async () => {
        await boss()
          .post('/admin/erasures', {
            user_ref: 'user:default/nobody.known',
            reason: 'They asked for it',
          })
          .expect(201);
        expect(await watcher.listRaised('person_erased')).toMatchObject([
          [people.superAdmin, null, 1],
        ]);
      });

      it('raises an event when a user deletes many rows, including timesheet cells', async () => {
        const fixture = await TimeFixture.open(callboard());
        const monday = fixture.newWeek();
        const fill = (minutes: number) =>
          fixture
            .save(
              'member',
              monday,
              [0, 1, 2].map(day => ({
                work_item_id: fixture.item.id,
                date: addDays(monday, day),
                minutes,
              })),
            )
            .expect(200);
        await watcher.changeRule('mass_delete', { count: 3 });
        await fill(30);
        await fill(45);
        expect(await watcher.listRaised('mass_delete')).toEqual([]);
        await fill(0);
        expect(await watcher.listRaised('mass_delete')).toEqual([
          [people.member, 'Default', 3],
        ]);
      });

      it('raises an event when a user downloads many rows, including in one file', async () => {
        const download = async (path: string) => {
          const entries = () => knex()('activity').where({ action: 'export' });
          const before = (await entries()).length;
          await boss().get(path).expect(200);
          await until(async () => (await entries()).length > before);
        };
        await watcher.changeRule('mass_export', { rows: 4 });
        await download('/admin/activity/export.csv?action=no_such');
        expect(await watcher.listRaised('mass_export')).toEqual([]);
        const { total } = (await boss().get('/admin/activity?q=max')).body;
        await download('/admin/activity/export.xlsx?q=max');
        expect(await watcher.listRaised('mass_export')).toHaveLength(1);
        const [{ activity_id, entity_label }] =
          await watcher.listCriticalEvents('rule=mass_export');
        expect(entity_label).toBe('admin/activity/export.xlsx');
        const { body } = await boss().get(
          `/admin/activity?action=export&limit=2`,
        );
        expect(body.activities).toMatchObject([
          {
            id: activity_id,
            // Does not count the rows of the summary worksheet.
            metadata: { query: { q: 'max' }, rows: total },
          },
          { metadata: { query: { action: 'no_such' }, rows: 0 } },
        ]);
      });

      it('records an export with its number of rows, in the workspace that it is limited to', async () => {
        const { body: lab } = await boss()
          .post('/workspaces', { slug: 'lab', name: 'Lab' })
          .expect(201);
        const query = `workspace_id=${lab.id}&action=create`;
        const { total } = (await boss().get(`/admin/activity?${query}`)).body;
        await boss()
          .get(`/admin/activity/export.jsonl?${query}&proof=true`)
          .expect(200);
        const list = async () =>
          (await boss().get('/activity?workspace=lab&action=export')).body;
        await until(async () => (await list()).total > 0);
        expect((await list()).activities).toMatchObject([
          { metadata: { rows: total } },
        ]);
      });

      it('raises an event when a user deletes a catalog entity', async () => {
        const meta = { actionType: 'delete' };
        await audit('catalog.entity-mutate', { status: 'failed', meta });
        await audit('catalog.entity-mutate', { status: 'succeeded', meta });
        expect(await watcher.listRaised('entity_deleted')).toEqual([
          [people.member, 'gone', 1],
        ]);
      });

      it('raises an event when plugins deny requests, in any error format', async () => {
        await watcher.changeRule('refusals', { count: 3 });
        const errors = [
          { name: 'NotAllowedError', message: 'No' },
          { name: 'Error', message: 'NotAllowedError: No' },
          { message: 'AuthenticationError' },
          { name: 'Error', message: 'Not found: NotAllowedError' },
          { name: 'NotAllowedErrorOfMine', message: 'No' },
        ];
        for (const error of errors) {
          await audit('mcp-actions.call', { status: 'failed', error });
        }
        expect(await watcher.listRaised('refusals')).toEqual([
          [people.member, 'gone', 3],
        ]);
      });
    },
  );
});

const RULES = '/admin/critical-rules';

describeCallboard(
  'critical event rules',
  { databases: 'tagged' },
  callboard => {
    const boss = () => callboard().as('superAdmin');

    const read = async (id: string): Promise<CriticalRule> => {
      const { body } = await boss().get(RULES).expect(200);
      return body.items.find((rule: CriticalRule) => rule.id === id);
    };

    it('merges concurrent changes of one rule @postgres', async () => {
      for (const id of ['refusals', 'mass_delete', 'tamper_found']) {
        await Promise.all([
          boss().patch(`${RULES}/${id}`, { count: 31 }).expect(200),
          boss().patch(`${RULES}/${id}`, { minutes: 32 }).expect(200),
          boss().patch(`${RULES}/${id}`, { is_enabled: false }).expect(200),
        ]);
        expect(await read(id)).toMatchObject({
          count: 31,
          minutes: 32,
          is_enabled: false,
          version: 4,
        });
      }
    });

    it('returns 412 when the rule has changed since it was read', async () => {
      const path = `${RULES}/person_erased`;
      expect(await read('person_erased')).toMatchObject({
        version: 1,
        updated_at: null,
      });
      const same = await boss().patch(path, { count: 1 }).expect(200);
      expect(same.body).toMatchObject({ version: 1, updated_at: null });
      const first = await boss()
        .patch(path, { count: 2 })
        .set('If-Match', same.header.etag)
        .expect(200);
      expect(first.header.etag).toBe('"2"');
      expect(first.body).toMatchObject({
        version: 2,
        updated_at: expect.stringMatching(/Z$/),
      });
      await boss()
        .patch(path, { count: 3 })
        .set('If-Match', same.header.etag)
        .expect(412);
      expect(await read('person_erased')).toEqual(first.body);
    });

    it('accepts a row limit only for rules that count rows', async () => {
      const patch = (id: string, rows: number | null) =>
        boss().patch(`${RULES}/${id}`, { rows });
      expect((await patch('mass_export', 7)).body).toMatchObject({ rows: 7 });
      expect((await patch('mass_export', null)).body.rows).toBeNull();
      await patch('mass_delete', null).expect(200);
      const { body } = await patch('mass_delete', 7).expect(400);
      expect(body.error.message).toContain('body.rows');
    });
  },
);

describe('workspace admin access to critical events', () => {
  const scheduler = mockServices.scheduler();

  describeCallboard(
    'critical events of a workspace',
    { services: [schedulerFactory(scheduler)] },
    callboard => {
      it('allows admins to see and acknowledge only the events of their workspaces', async () => {
        const watcher = new Watcher(callboard(), scheduler);
        const own = await addWorkspace(callboard(), 'own', {
          members: [
            [people.admin, 'admin'],
            [people.member, 'member'],
          ],
        });
        const other = await addWorkspace(callboard(), 'other', {
          members: [[people.admin, 'member']],
        });
        await watcher.reset();
        for (const workspace of [own, other]) {
          await addRows(callboard().knex, workspace, [
            { action: 'unmask', entity_type: 'person', source: 'backend' },
          ]);
        }
        await watcher.watch();
        const all = await watcher.listCriticalEvents();
        expect(all).toHaveLength(2);
        const [mine] = all.filter(({ workspace_id }) => workspace_id === own);
        const [theirs] = all.filter(
          ({ workspace_id }) => workspace_id === other,
        );

        const admin = callboard().as('admin');
        const { body } = await admin.get('/admin/critical-events').expect(200);
        expect(body).toMatchObject({ items: [mine], total: 1 });
        expect(
          await watcher.listCriticalEvents(`workspace_id=${other}`, 'admin'),
        ).toEqual([]);
        const acknowledge = (id: string, who: 'admin' | 'member') =>
          callboard()
            .as(who)
            .post(`/admin/critical-events/${id}/acknowledge`, {});
        await acknowledge(theirs.id, 'admin').expect(404);
        await acknowledge(mine.id, 'member').expect(403);
        await acknowledge(mine.id, 'admin').expect(200);
        expect(
          await watcher.listCriticalEvents('is_acknowledged=false'),
        ).toEqual([theirs]);
        await callboard()
          .as('member')
          .get('/admin/critical-events')
          .expect(403);
        await admin.get('/admin/critical-rules').expect(403);
        await admin
          .patch('/admin/critical-rules/mass_delete', { count: 1 })
          .expect(403);
      });
    },
  );
});

describe('pseudonyms in critical events', () => {
  const scheduler = mockServices.scheduler();

  describeCallboard(
    'critical events with pseudonyms',
    {
      config: {
        superAdmins: [people.superAdmin, people.admin],
        activity: { privacy: 'pseudonymous' },
      },
      services: [allowNamesOnlyFor(people.admin), schedulerFactory(scheduler)],
    },
    callboard => {
      const list = async (who: PersonName): Promise<CriticalEvent[]> =>
        (await callboard().as(who).get('/admin/critical-events').expect(200))
          .body.items;

      const acknowledge = async (who: PersonName, id: string) =>
        (
          await callboard()
            .as(who)
            .post(`/admin/critical-events/${id}/acknowledge`, {})
            .expect(200)
        ).body as CriticalEvent;

      it('shows actor and acknowledger as pseudonyms to users who may not see names', async () => {
        const { body } = await callboard()
          .as('admin')
          .get('/workspaces/default')
          .expect(200);
        await addRows(callboard().knex, body.id, [
          { action: 'unmask', entity_type: 'person', source: 'backend' },
        ]);
        await until(async () => {
          await scheduler.triggerTask('callboard-critical-events');
          return (await list('superAdmin')).length > 0;
        });
        const [{ id, actor_ref }] = await list('superAdmin');
        expect(isPseudonym(actor_ref)).toBe(true);

        const named = await acknowledge('admin', id);
        expect(named).toMatchObject({
          actor_ref: people.member,
          acknowledged_by: people.admin,
        });
        const pseudonymised = await acknowledge('superAdmin', id);
        expect(await list('superAdmin')).toEqual([pseudonymised]);
        expect(pseudonymised.actor_ref).toBe(actor_ref);
        expect(isPseudonym(pseudonymised.acknowledged_by!)).toBe(true);
        expect(pseudonymised.acknowledged_by).not.toBe(actor_ref);
        expect(JSON.stringify(pseudonymised)).not.toMatch(/\b(max|ada)\b/i);
        expect(await list('admin')).toEqual([named]);
      });
    },
  );
});

describe('activity privacy changes', () => {
  const databases = MigratedDatabases.create();

  const KEY = 'a key of sixteen or more';

  describe.each(databases.eachSupportedId())(
    'Activity privacy change, on %p',
    databaseId => {
      let knex: Knex;
      const running: TestCallboard[] = [];

      beforeAll(async () => {
        knex = await databases.init(databaseId);
      });

      /** Starts replicas concurrently. They are stopped after the test. */
      async function restart(
        privacy: string,
        pseudonymKey?: string,
        replicas = 1,
      ): Promise<void> {
        const scheduler = mockServices.scheduler();
        const activity = pseudonymKey ? { privacy, pseudonymKey } : { privacy };
        const started = await Promise.all(
          Array.from({ length: replicas }, () =>
            startCallboardOn(knex, {
              config: { activity },
              services: [schedulerFactory(scheduler)],
            }),
          ),
        );
        running.push(...started);
      }

      afterEach(async () => {
        await Promise.all(running.splice(0).map(one => one.stop()));
      });

      const changes = async () => {
        const rows = await knex('activity')
          .where({ entity_type: 'privacy' })
          .orderBy('id');
        return rows.map(row => {
          expect(row).toMatchObject({
            action: 'update',
            user_id: callboardActor.user_ref,
          });
          const found =
            typeof row.changes === 'string'
              ? JSON.parse(row.changes)
              : row.changes;
          return found.map(({ field, old_value, new_value }: any) => [
            field,
            old_value,
            new_value,
          ]);
        });
      };

      const toPseudonyms = [
        ['mode', 'named', 'pseudonymous'],
        ['pseudonym_key', null, HIDDEN_VALUE],
      ];
      const otherKey = [['pseudonym_key', HIDDEN_VALUE, HIDDEN_VALUE]];
      const toOff = [['mode', 'pseudonymous', 'off']];
      const back = [['mode', 'off', 'pseudonymous']];

      it('records nothing at the first start or while the setting stays the same', async () => {
        await restart('named');
        await restart('named', undefined, 2);
        expect(await changes()).toEqual([]);
      });

      it('records a change once for concurrent replicas, and raises an event @full-sqlite', async () => {
        await restart('pseudonymous', KEY, 2);
        expect(await changes()).toEqual([toPseudonyms]);
        const scheduler = mockServices.scheduler();
        const callboard = await startCallboardOn(knex, {
          config: { activity: { privacy: 'pseudonymous', pseudonymKey: KEY } },
          services: [schedulerFactory(scheduler)],
        });
        running.push(callboard);
        const watcher = new Watcher(callboard, scheduler);
        expect(await watcher.listRaised('protection_changed')).toEqual([
          [callboardActor.user_ref, null, 1],
        ]);
      });

      it('records that the pseudonym key changed, without storing the key @full', async () => {
        await restart('pseudonymous', `${KEY} now`);
        await restart('pseudonymous', `${KEY} now`);
        expect(await changes()).toEqual([toPseudonyms, otherKey]);
        // Without a configured key, the one in the database is used.
        await restart('pseudonymous');
        await restart('off', KEY);
        await restart('pseudonymous');
        expect(await changes()).toEqual([
          toPseudonyms,
          otherKey,
          otherKey,
          toOff,
          back,
        ]);
        const stored = JSON.stringify([
          await knex('activity_privacy'),
          await knex('activity'),
          await knex('outbox'),
        ]);
        expect(stored).not.toContain(KEY);
      });
    },
  );
});
