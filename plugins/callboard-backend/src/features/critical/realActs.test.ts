import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import {
  AuditSink,
  auditSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { schedulerFactory } from '../../__testUtils__/schedulerFactory';
import { people } from '../../__testUtils__/startCallboard';
import { until } from '../../__testUtils__/until';
import { callboardActor } from '../../access/actor';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { Pseudonyms } from '../../pseudonyms/Pseudonyms';
import { sealAll } from '../integrity/__testUtils__/sealAll';
import { TimeDesk } from '../time/__testUtils__/TimeDesk';
import { addDays } from '../time/rules/workingDays';
import { Hooks } from '../webhooks/__testUtils__/Hooks';
import { Receiver } from '../webhooks/__testUtils__/Receiver';
import { Watcher } from './__testUtils__/Watcher';

jest.setTimeout(60_000);

const scheduler = mockServices.scheduler();

const KEY = 'a key of sixteen or more';

let sink: AuditSink;

/** Hands on what a test says that other plugins have audited. */
const auditSource = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'audit-source',
  register: env =>
    env.registerInit({
      deps: { sources: auditSourcesExtensionPoint },
      init: async ({ sources }) =>
        sources.addSource({
          connect: given => {
            sink = given;
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
  'It is critical that',
  {
    entities: landscape,
    config: {
      superAdmins: [people.superAdmin, people.reader],
      activity: { privacy: 'pseudonymous', pseudonymKey: KEY },
      webhooks: { allow: ['127.0.0.1'] },
    },
    modules: [auditSource],
    services: [schedulerFactory(scheduler)],
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

    it('the rules of retention change', async () => {
      const rules = [{ workspace_id: null, class: 'views', keep_days: 90 }];
      await boss().put('/admin/retention', { rules }).expect(200);
      expect(await watcher.raised('protection_changed')).toEqual([
        [people.superAdmin, null, 1],
      ]);
    });

    it('a rule of these changes', async () => {
      await watcher.tune('mass_delete', { minutes: 7 });
      expect(await watcher.raised('protection_changed')).toEqual([
        [people.superAdmin, 'Mass delete', 1],
      ]);
    });

    it('somebody becomes an admin', async () => {
      const path = '/workspaces/default/members';
      const { body } = await boss().get(`${path}?search=max`).expect(200);
      const [{ id }] = body.items;
      await boss().patch(`${path}/${id}`, { role: 'admin' }).expect(200);
      expect(await watcher.raised('admin_granted')).toEqual([
        [people.superAdmin, 'Max Member', 1],
      ]);
    });

    it('somebody makes themselves an admin, unless they have made the workspace', async () => {
      const { workspace } = await Hooks.in(callboard());
      expect(await watcher.raised('admin_granted')).toEqual([]);
      await callboard()
        .as('reader')
        .post(`${workspace}/members`, {
          user_ref: people.reader,
          role: 'admin',
        })
        .expect(201);
      expect(await watcher.raised('admin_granted')).toEqual([
        [people.reader, 'Ria Reader', 1],
      ]);
    });

    it('a webhook is deactivated, by somebody or by Callboard', async () => {
      const receiver = await Receiver.start();
      const hooks = await Hooks.in(callboard());
      const byHand = await hooks.make(receiver, ['label.*']);
      await boss().patch(byHand.path, { name: 'By hand' }).expect(200);
      expect(await watcher.raised('webhook_deactivated')).toEqual([]);
      await boss().patch(byHand.path, { is_active: false }).expect(200);
      expect(await watcher.raised('webhook_deactivated')).toEqual([
        [people.superAdmin, 'By hand', 1],
      ]);
      receiver.answerWith(410);
      const { path } = await hooks.make(receiver);
      await hooks.makeDepartment();
      await hooks.settled(path);
      expect(await watcher.raised('webhook_deactivated')).toEqual([
        [callboardActor.user_ref, 'Hook', 1],
        [people.superAdmin, 'By hand', 1],
      ]);
      // Of what Callboard does, there is a notification already.
      const told = async () =>
        (await boss().get('/notifications?limit=100')).body.items
          .filter(({ title }: any) => /webhook/i.test(title))
          .map(({ type }: any) => type)
          .sort();
      await until(async () => (await told()).length >= 2);
      expect(await told()).toEqual([
        'critical_event.raised',
        'webhook.deactivated',
      ]);
      await receiver.stop();
    });

    it('a check finds that somebody tampered with the log', async () => {
      await sealAll(knex(), () =>
        scheduler.triggerTask('callboard-activity-seals'),
      );
      const { id, ip } = await knex()('activity').first('id', 'ip');
      await knex()('activity').where({ id }).update({ ip: '::1' });
      const { body } = await boss().get('/admin/activity/verify').expect(200);
      await knex()('activity').where({ id }).update({ ip });
      expect(body.first_bad).toMatchObject({ id });
      expect(await watcher.raised('tamper_found')).toEqual([
        [callboardActor.user_ref, null, 1],
      ]);
    });

    it('somebody has a person unmasked', async () => {
      const { body } = await boss().get('/workspaces/default').expect(200);
      const pseudonyms = new Pseudonyms({ knex: knex(), key: KEY });
      const pseudonym = pseudonyms.of(body.id, people.member);
      await boss()
        .post('/activity/unmask?workspace=default', {
          pseudonym,
          reason: 'An incident',
        })
        .expect(200);
      expect(await watcher.raised('person_unmasked')).toMatchObject([
        [people.superAdmin, expect.anything(), 1],
      ]);
    });

    it('somebody has a person erased', async () => {
      await boss()
        .post('/admin/erasures', {
          user_ref: 'user:default/nobody.known',
          reason: 'They asked for it',
        })
        .expect(202);
      expect(await watcher.raised('person_erased')).toMatchObject([
        [people.superAdmin, null, 1],
      ]);
    });

    it('somebody deletes much, also by clearing cells of a timesheet', async () => {
      const desk = await TimeDesk.open(callboard());
      const monday = desk.newWeek();
      const fill = (minutes: number) =>
        desk
          .save(
            'member',
            monday,
            [0, 1, 2].map(day => ({
              work_item_id: desk.item.id,
              date: addDays(monday, day),
              minutes,
            })),
          )
          .expect(200);
      await watcher.tune('mass_delete', { count: 3 });
      await fill(30);
      await fill(45);
      expect(await watcher.raised('mass_delete')).toEqual([]);
      await fill(0);
      expect(await watcher.raised('mass_delete')).toEqual([
        [people.member, 'Default', 3],
      ]);
    });

    it('somebody downloads many rows, also in one file', async () => {
      const download = async (path: string) => {
        const traces = () => knex()('activity').where({ action: 'export' });
        const before = (await traces()).length;
        await boss().get(path).expect(200);
        await until(async () => (await traces()).length > before);
      };
      await watcher.tune('mass_export', { rows: 4 });
      await download('/admin/activity/export.csv?action=no_such');
      expect(await watcher.raised('mass_export')).toEqual([]);
      await download('/admin/activity/export.xlsx?q=max');
      expect(await watcher.raised('mass_export')).toHaveLength(1);
      const [{ activity_id, entity_label }] = await watcher.events(
        'rule=mass_export',
      );
      expect(entity_label).toBe('admin/activity/export.xlsx');
      const { body } = await boss().get(
        `/admin/activity?action=export&limit=2`,
      );
      expect(body.activities).toMatchObject([
        {
          id: activity_id,
          metadata: { query: { q: 'max' }, rows: expect.any(Number) },
        },
        { metadata: { query: { action: 'no_such' }, rows: 0 } },
      ]);
    });

    it('somebody deletes an entity of the catalog', async () => {
      const meta = { actionType: 'delete' };
      await audit('catalog.entity-mutate', { status: 'failed', meta });
      await audit('catalog.entity-mutate', { status: 'succeeded', meta });
      expect(await watcher.raised('entity_deleted')).toEqual([
        [people.member, 'gone', 1],
      ]);
    });

    it('plugins refuse what somebody asks for, however they say so', async () => {
      await watcher.tune('refusals', { count: 3 });
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
      expect(await watcher.raised('refusals')).toEqual([
        [people.member, 'gone', 3],
      ]);
    });
  },
);
