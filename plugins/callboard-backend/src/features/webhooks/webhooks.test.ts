import { ChildProcess, spawn, spawnSync } from 'child_process';
import { once } from 'events';
import express from 'express';
import { readFileSync } from 'fs';
import { createServer } from 'http';
import { AddressInfo } from 'net';
import { join } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import {
  activitySeal,
  announcement,
  calendarFeed,
  ChangeEvent,
  criticalEvent,
  criticalRule,
  cycle,
  dashboard,
  dashboardSchedule,
  department,
  departmentLink,
  EntityType,
  erasure,
  holiday,
  label,
  leaveEntitlement,
  MAX_WEBHOOK_BODY_BYTES,
  member,
  period,
  project,
  retentionRules,
  staffMember,
  timeAdjustment,
  timeOff,
  timer,
  uuid,
  verificationJob,
  webhook,
  webhookEventTypes,
  webhookPayload,
  widget,
  workItem,
  workItemComment,
  worklog,
  workModule,
  workSchedule,
  workspace,
  workState,
} from '@callboard/plugin-callboard-common';
import { ChangeScope } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { z } from 'zod';
import { people, startCallboardOn } from '../../__testUtils__/startCallboard';
import { ruleDatabaseIds } from '../../__testUtils__/databases';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import { createId } from '../../database/ids';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../__testUtils__/listActivityEntries';
import { createRouter } from './__testUtils__/documentedRouter';
import { WebhookFixture } from './__testUtils__/WebhookFixture';
import { webhookNotifications } from './addWebhooks';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { Receiver } from './__testUtils__/Receiver';
import { SecretBox } from './SecretBox';
import { buildExampleEvents } from './events/buildExampleEvents';
import { buildEventBody } from './events/buildEventBody';

const path = '/workspaces/default/webhooks';
const config = { webhooks: { allow: ['ci.internal', 'localhost:8080'] } };

const input = {
  name: 'Build bot',
  url: 'https://93.184.216.34/hook?team=pay',
  event_types: ['work_item.*', 'cycle.create'],
};

describeCallboard('webhooks', { config, databases: 'tagged' }, callboard => {
  const boss = () => callboard().as('superAdmin');

  it('sets defaults for all but name, URL and types, and returns the secret only once', async () => {
    const made = await boss().post(path, input).expect(201);
    const { secret, ...shown } = made.body;
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(
      32,
    );
    expect(shown).toEqual({
      ...input,
      id: expect.any(String),
      is_active: true,
      description: null,
      consecutive_failures: 0,
      disabled_reason: null,
      last_delivery_at: null,
      last_success_at: null,
      former_secret_expires_at: null,
      version: 1,
      created_at: expect.any(String),
      updated_at: shown.created_at,
    });
    expect(made.headers.etag).toBe('"1"');
    const read = await boss().get(`${path}/${shown.id}`).expect(200);
    expect(read.body).toEqual(shown);
    const list = await boss().get(path).expect(200);
    expect(list.body.items[0]).toEqual(shown);
  });

  it('stores no plain secret in the database or the activity log', async () => {
    const { body } = await boss().post(path, input).expect(201);
    const rotated = await boss()
      .post(`${path}/${body.id}/rotate-secret`, { overlap_hours: null })
      .expect(200);
    const key = body.secret.slice('whsec_'.length);
    const newKey = rotated.body.secret.slice('whsec_'.length);
    expect(newKey).not.toBe(key);
    for (const table of ['webhooks', 'activity', 'outbox']) {
      const stored = JSON.stringify(await callboard().knex(table));
      expect(stored).not.toContain(key);
      expect(stored).not.toContain(newKey);
    }
    const [made, changed] = await listActivityEntries(callboard(), body.id);
    expect(toFieldChanges(made)).toMatchObject({
      secret: [null, '[hidden]'],
      url: [null, 'https://93.184.216.34/…'],
    });
    expect(changed.action).toBe('rotate_secret');
    expect(toFieldChanges(changed)).toEqual({
      secret: ['[hidden]', '[hidden]'],
      former_secret_expires_at: [null, expect.any(String)],
    });
  });

  it('updates only the patched fields, increases the version and records the change', async () => {
    const { body } = await boss().post(path, input).expect(201);
    const one = `${path}/${body.id}`;
    await boss()
      .patch(one, { name: 'Other' })
      .set('If-Match', '"2"')
      .expect(412);
    await boss().patch(one, { url: 'https://10.0.0.1/' }).expect(400);
    const same = await boss()
      .patch(one, { name: 'Build bot', event_types: input.event_types })
      .expect(200);
    expect(same.body.version).toBe(1);
    const changed = await boss()
      .patch(one, { event_types: ['*'], description: 'For CI' })
      .set('If-Match', '"1"')
      .expect(200);
    expect(changed.body).toMatchObject({ name: 'Build bot', version: 2 });
    const [, entry] = await listActivityEntries(callboard(), body.id);
    expect(entry).toMatchObject({
      action: 'update',
      entity_type: 'webhook',
      entity_label: 'Build bot',
      user_id: people.superAdmin,
    });
    expect(toFieldChanges(entry)).toEqual({
      event_types: [input.event_types, ['*']],
      description: [null, 'For CI'],
    });
  });

  it('records only the host of a URL in activity entries and events', async () => {
    const { body } = await boss().post(path, input).expect(201);
    const urls = [
      'https://93.184.216.34/second',
      'https://93.184.216.35/third',
    ];
    for (const url of urls) {
      await boss().patch(`${path}/${body.id}`, { url }).expect(200);
    }
    const [, within, away] = await listActivityEntries(callboard(), body.id);
    expect(toFieldChanges(within)).toEqual({ url: ['[hidden]', '[hidden]'] });
    expect(toFieldChanges(away)).toEqual({
      url: ['https://93.184.216.34/…', 'https://93.184.216.35/…'],
    });
    const { knex } = callboard();
    for (const table of ['activity', 'outbox', 'webhook_events']) {
      const stored = JSON.stringify(await knex(table));
      expect(stored).not.toMatch(/team=pay|\/second|\/third/);
    }
  });

  it('resets the failures of a webhook that an admin reactivates @postgres', async () => {
    const { body } = await boss().post(path, input).expect(201);
    const row = () => callboard().knex('webhooks').where({ id: body.id });
    await row().update({
      is_active: false,
      disabled_reason: 'failing',
      consecutive_failures: 20,
    });
    await boss().patch(`${path}/${body.id}`, { is_active: true }).expect(200);
    expect(await row().first()).toMatchObject({
      consecutive_failures: 0,
      disabled_reason: null,
    });
  });

  it('limits a workspace to 500 webhooks @postgres', async () => {
    await boss().post('/workspaces', { slug: 'full', name: 'Full' });
    const full = '/workspaces/full/webhooks';
    const first = await boss().post(full, input).expect(201);
    const { knex } = callboard();
    const { id: _, ...row } = await knex('webhooks')
      .where({ id: first.body.id })
      .first();
    await knex('webhooks').insert(
      Array.from({ length: 498 }, (__, nth) => ({
        ...row,
        id: createId(nth),
        event_types: JSON.stringify(input.event_types),
      })),
    );
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => boss().post(full, input)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 409, 409, 409,
    ]);
    await boss().delete(`${full}/${first.body.id}`).expect(204);
    await boss().post(full, input).expect(201);
  });

  it('returns 404 after a webhook is deleted', async () => {
    const { body } = await boss().post(path, input).expect(201);
    const one = `${path}/${body.id}`;
    await boss().delete(one).set('If-Match', '"7"').expect(412);
    await boss().delete(one).expect(204);
    await boss().get(one).expect(404);
    await boss().get(`${one}/deliveries`).expect(404);
    await boss().post(`${one}/test`).expect(404);
    await boss().patch(one, { url: 'https://10.0.0.1/' }).expect(404);
    await boss()
      .post(`${one}/replay`, {
        start: '2026-01-02T00:00:00Z',
        end: '2026-01-01T00:00:00Z',
      })
      .expect(404);
    const [, entry] = await listActivityEntries(callboard(), body.id);
    expect(entry.action).toBe('delete');
  });

  it('returns a webhook only in its own workspace', async () => {
    const { body } = await boss().post(path, input).expect(201);
    await boss().post('/workspaces', { slug: 'other', name: 'Other' });
    await boss().get(`/workspaces/other/webhooks/${body.id}`).expect(404);
    const list = await boss().get('/workspaces/other/webhooks').expect(200);
    expect(list.body).toEqual({ items: [], next_cursor: null });
  });

  it('returns 409 for a replay or test of an inactive webhook', async () => {
    const { body } = await boss()
      .post(path, { ...input, is_active: false })
      .expect(201);
    const range = {
      start: '2026-01-01T00:00:00Z',
      end: '2026-02-01T00:00:00Z',
    };
    await boss().post(`${path}/${body.id}/replay`, range).expect(409);
    const answer = await boss().post(`${path}/${body.id}/test`).expect(409);
    expect(answer.body.error.message).toBe(
      'The webhook is not active. Activate it first',
    );
  });

  it('returns 400 for a replay range that ends before it begins', async () => {
    const { body } = await boss().post(path, input).expect(201);
    const answer = await boss()
      .post(`${path}/${body.id}/replay`, {
        start: '2026-02-01T00:00:00Z',
        end: '2026-01-01T00:00:00Z',
      })
      .expect(400);
    expect(answer.body.error.message).toContain('body.end');
  });
});

describeWithoutJobs('webhook validation', { config }, callboard => {
  const boss = () => callboard().as('superAdmin');

  it.each([
    ['name', undefined],
    ['name', ' '],
    ['url', 'example.com'],
    ['url', 'ftp://example.com/'],
    ['url', 'data:text/plain,hello'],
    ['url', 'http://93.184.216.34/'],
    ['url', 'https://jane:secret@93.184.216.34/'],
    ['url', `https://93.184.216.34/${'x'.repeat(2_048)}`],
    ['url', 'https://127.0.0.1/'],
    ['url', 'https://2130706433/'],
    ['url', 'https://0x7f.1/'],
    ['url', 'https://0177.0.0.1/'],
    ['url', 'https://[::1]/'],
    ['url', 'https://[::7f00:1]/'],
    ['url', 'https://[::ffff:127.0.0.1]/'],
    ['url', 'https://169.254.169.254/latest/meta-data'],
    ['url', 'https://100.64.0.1/'],
    ['url', 'https://localhost/'],
    ['url', 'https://localhost.:8080/'],
    ['url', 'http://localhost:8081/'],
    ['event_types', undefined],
    ['event_types', []],
    ['event_types', ['work_item.explode']],
    ['event_types', ['nothing.*']],
    ['is_active', 'yes'],
    ['description', 'x'.repeat(4_001)],
  ])('rejects the %s %j', async (field, value) => {
    const answer = await boss()
      .post(path, { ...input, [field]: value })
      .expect(400);
    expect(answer.body.error.message).toContain(`body.${field}`);
  });

  it('stores a pasted URL in normalised form, so that saving it again is no change', async () => {
    const url = ' HTTPS://Nobody.example:443\r\n/x/../a b\n';
    const { body } = await boss()
      .post(path, { ...input, url })
      .expect(201);
    expect(body.url).toBe('https://nobody.example/a%20b');
    const again = await boss().patch(`${path}/${body.id}`, { url }).expect(200);
    expect(again.body.version).toBe(body.version);
  });

  it('allows a host name that does not resolve yet', async () => {
    const url = 'https://nobody-has-this-name.invalid/';
    const made = await boss().post(path, { ...input, url });
    expect(made.status).toBe(201);
  });

  it.each([
    'http://ci.internal/',
    'https://ci.internal:9000/x',
    'http://localhost:8080/',
  ])('allows %s, which the configuration exempts', async url => {
    const made = await boss()
      .post(path, { ...input, url })
      .expect(201);
    expect(made.body.url).toBe(url);
  });
});

const page = readFileSync(
  join(__dirname, '../../../../../docs/webhooks.md'),
  'utf8',
);

/** Returns the only program in a language on the page. */
function getProgram(language: string): string {
  const [, program] = page.split(`\n\`\`\`${language}\n`);
  return program.split('\n```\n')[0];
}

const commands: Record<string, [command: string, ...args: string[]]> = {
  js: [process.execPath, '--input-type=module', '-e', getProgram('js')],
  python: ['python3', '-c', getProgram('python')],
};

const isInstalled = (language: string) =>
  spawnSync(commands[language][0], ['--version']).status === 0;

/** Finds a free port. */
async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

describeCallboard(
  'webhook receivers in the documentation',
  {
    config: { webhooks: { allow: ['127.0.0.1'], retrySeconds: [0.1] } },
  },
  callboard => {
    let running: ChildProcess | undefined;

    afterEach(() => {
      running?.kill();
    });

    // Python may not be installed on a developer's machine.
    it.each(Object.keys(commands).filter(isInstalled))(
      'accepts a genuine event once and rejects forged ones, in %s @full',
      async language => {
        const port = await findFreePort();
        const url = `http://127.0.0.1:${port}/`;
        const webhookFixture = await WebhookFixture.create(callboard());
        const { path: webhookPath, secret } =
          await webhookFixture.createWebhook({ url });
        const [command, ...args] = commands[language];
        running = spawn(command, args, {
          cwd: __dirname,
          env: { ...process.env, WEBHOOK_SECRET: secret, PORT: String(port) },
        });
        let output = '';
        running.stdout!.on('data', text => {
          output += text;
        });
        const forge = () =>
          fetch(url, {
            method: 'POST',
            headers: {
              'webhook-id': 'a',
              'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
              'webhook-signature': 'v1,AAAA v1,',
            },
            body: '{}',
          }).then(
            ({ status }) => status,
            () => undefined,
          );
        while ((await forge()) === undefined) {
          await sleep(50);
        }
        expect(await forge()).toBe(401);

        await webhookFixture.createDepartment('Zürich');
        const [{ id, status }] = await webhookFixture.awaitDeliveries(
          webhookPath,
        );
        expect(status).toBe('delivered');
        await callboard()
          .as('superAdmin')
          .post(`${webhookPath}/deliveries/${id}/replay`)
          .expect(200);
        expect(await webhookFixture.awaitDeliveries(webhookPath)).toMatchObject(
          [{ status: 'delivered', try_count: 2 }],
        );
        expect(output).toBe(`${id} department.create Zürich\n`);
      },
    );

    it('accepts genuine events in a backend plugin', async () => {
      const documented = readFileSync(
        join(__dirname, '__testUtils__', 'documentedRouter.ts'),
        'utf8',
      );
      expect(getProgram('ts')).toBe(documented.trimEnd());
      const log = jest.spyOn(console, 'log').mockImplementation();
      const app = express();
      const server = app.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const webhookFixture = await WebhookFixture.create(callboard());
      const url = `http://127.0.0.1:${port}/callboard`;
      const { path: webhookPath, secret } = await webhookFixture.createWebhook({
        url,
      });
      app.use(createRouter(secret));
      await webhookFixture.createDepartment();
      const [{ id, status }] = await webhookFixture.awaitDeliveries(
        webhookPath,
      );
      expect(status).toBe('delivered');
      expect(log.mock.calls).toEqual([[id, 'department.create', 'Sue Super']]);
      log.mockRestore();
      server.close();
    });
  },
);

describe('notification rules', () => {
  it('notifies admins of a webhook that Callboard deactivates, with the reason', () => {
    const [rule] = webhookNotifications.rules;
    const change = {
      entity_id: 'w-1',
      entity_label: 'Build bot',
      changes: [
        { field: 'is_active', old_value: true, new_value: false },
        { field: 'disabled_reason', old_value: null, new_value: 'failing' },
      ],
    } as unknown as ChangeEvent;
    expect(rule.on).toEqual(['webhook.deactivate']);
    const scope = { workspace: { slug: 'ops' } } as ChangeScope;
    expect(rule.toEvent(change, scope)).toMatchObject({
      type: webhookNotifications.types[0].type,
      to: { admins: true },
      title: 'Webhook deactivated: Build bot',
      body: expect.stringContaining('no other delivery succeeded'),
      target_url: '/callboard/webhooks/w-1?workspace=ops',
    });
  });
});

describe('key rotation', () => {
  const OLD = 'an old key of many characters';
  const NEW = 'a new key of many characters';

  const databases = MigratedDatabases.create(ruleDatabaseIds);

  const startWith = (knex: Knex, ...encryptionKeys: string[]) =>
    startCallboardOn(knex, {
      config: { webhooks: { allow: ['127.0.0.1'], encryptionKeys } },
    });

  it.each(databases.eachSupportedId())(
    're-encrypts secrets when another key comes first, on %p',
    async databaseId => {
      const receiver = await Receiver.start();
      const knex = await databases.init(databaseId);
      const readEncryptedSecret = async () =>
        (await knex('webhooks').first('secret')).secret as string;

      let callboard = await startWith(knex);
      const webhookFixture = await WebhookFixture.create(callboard);
      const { secret, path: webhookPath } = await webhookFixture.createWebhook(
        receiver,
      );
      const unprotected = await readEncryptedSecret();
      await callboard.stop();

      callboard = await startWith(knex, OLD);
      await callboard.stop();
      const withOld = await readEncryptedSecret();
      callboard = await startWith(knex, NEW, OLD);
      await callboard.stop();
      const withNew = await readEncryptedSecret();
      expect(new Set([unprotected, withOld, withNew]).size).toBe(3);

      callboard = await startWith(knex, NEW);
      await callboard.as('superAdmin').post(`${webhookPath}/test`).expect(201);
      while (receiver.received.length === 0) {
        await callboard.as('superAdmin').get(webhookPath);
      }
      const [{ headers, text }] = receiver.received;
      new StandardWebhook(secret).verify(text, headers);
      await callboard.stop();
      await receiver.stop();
    },
  );

  it.each(databases.eachSupportedId())(
    'fails deliveries while the key of the secret is missing, until the secret is rotated, on %p',
    async databaseId => {
      const receiver = await Receiver.start();
      const knex = await databases.init(databaseId);
      let callboard = await startWith(knex, OLD);
      let webhookFixture = await WebhookFixture.create(callboard);
      const { path: webhookPath, id } = await webhookFixture.createWebhook(
        receiver,
      );
      await callboard.stop();
      const lost = await knex('webhooks').where({ id }).first('secret');

      callboard = await startWith(knex, NEW);
      webhookFixture = webhookFixture.withCallboard(callboard);
      expect(await knex('webhooks').where({ id }).first('secret')).toEqual(
        lost,
      );
      const boss = callboard.as('superAdmin');
      const test = await boss.post(`${webhookPath}/test`).expect(201);
      let last_error: string | null = null;
      while (last_error === null) {
        ({ last_error } = await webhookFixture.getDelivery(
          webhookPath,
          test.body.id,
        ));
      }
      expect(last_error).toContain('callboard.webhooks.encryptionKeys');
      expect(receiver.received).toEqual([]);

      const rotated = await boss
        .post(`${webhookPath}/rotate-secret`)
        .expect(200);
      // The previous secret cannot be decrypted, so requests are not signed with it.
      expect(rotated.body.former_secret_expires_at).toBeNull();
      await boss
        .post(`${webhookPath}/deliveries/${test.body.id}/replay`)
        .expect(200);
      await webhookFixture.awaitDeliveries(webhookPath);
      const [{ headers, text }] = receiver.received;
      new StandardWebhook(rotated.body.secret).verify(text, headers);
      await callboard.stop();
      await receiver.stop();
    },
  );

  it.each(databases.eachSupportedId())(
    'deletes expired former secrets and the secrets of deleted webhooks, on %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      let callboard = await startWith(knex, OLD);
      const webhookFixture = await WebhookFixture.create(callboard);
      const url = 'https://93.184.216.34/';
      const rotated = await webhookFixture.createWebhook({ url });
      const deleted = await webhookFixture.createWebhook({ url });
      const boss = callboard.as('superAdmin');
      await boss.post(`${rotated.path}/rotate-secret`, {}).expect(200);
      await boss.post(`${deleted.path}/rotate-secret`, {}).expect(200);
      await boss.delete(deleted.path).expect(204);
      const readSecrets = ({ id }: { id: string }) =>
        knex('webhooks').where({ id }).first('secret', 'former_secret');
      expect(await readSecrets(deleted)).toEqual({
        secret: '',
        former_secret: null,
      });

      await callboard.stop();
      await knex('webhooks').update({ former_secret_expires_at: new Date(1) });
      callboard = await startWith(knex, OLD);
      expect(await readSecrets(rotated)).toEqual({
        secret: expect.stringMatching(/./),
        former_secret: null,
      });
      await callboard.stop();
    },
  );
});

describe('Secret box', () => {
  const OLD = 'an old key of many characters';
  const NEW = 'a new key of many characters';

  describe('encryption', () => {
    it('decrypts an encrypted secret, and encrypts it differently each time', () => {
      const box = new SecretBox([OLD]);
      const encrypted = box.encrypt('whsec_c2VjcmV0', 'row-1');
      expect(encrypted).not.toContain('c2VjcmV0');
      expect(encrypted).not.toBe(box.encrypt('whsec_c2VjcmV0', 'row-1'));
      expect(box.decrypt(encrypted, 'row-1')).toBe('whsec_c2VjcmV0');
    });

    it('decrypts values of a former key, and reports that the key is not current', () => {
      const encrypted = new SecretBox([OLD]).encrypt('secret', 'row-1');
      const rotated = new SecretBox([NEW, OLD]);
      expect(rotated.decrypt(encrypted, 'row-1')).toBe('secret');
      expect(rotated.hasCurrentKey(encrypted)).toBe(false);
      expect(rotated.hasCurrentKey(rotated.encrypt('secret', 'row-1'))).toBe(
        true,
      );
    });

    it('throws for a missing key, another row and a changed value', () => {
      const box = new SecretBox([OLD]);
      const encrypted = box.encrypt('secret', 'row-1');
      const end = encrypted.endsWith('A') ? 'B' : 'A';
      expect(() => new SecretBox([NEW]).decrypt(encrypted, 'row-1')).toThrow(
        'callboard.webhooks.encryptionKeys',
      );
      expect(() => box.decrypt(encrypted, 'row-2')).toThrow();
      expect(() =>
        box.decrypt(encrypted.slice(0, -1) + end, 'row-1'),
      ).toThrow();
    });
  });
});

const schemas: Partial<Record<EntityType | 'activity', z.ZodType>> = {
  workspace,
  workspace_member: member,
  project,
  project_member: member,
  department,
  department_link: departmentLink,
  staff: staffMember,
  work_item: workItem,
  work_item_comment: workItemComment,
  worklog,
  holiday,
  time_off: timeOff,
  work_schedule: workSchedule,
  time_adjustment: timeAdjustment,
  leave_entitlement: leaveEntitlement,
  period,
  calendar_feed: calendarFeed,
  // The response omits the ids that identify a timer.
  timer: timer.extend({ id: uuid, work_item_id: uuid }),
  dashboard: dashboard.omit({ is_favourite: true }),
  dashboard_widget: widget,
  dashboard_schedule: dashboardSchedule,
  work_state: workState,
  label,
  cycle,
  module: workModule,
  webhook,
  announcement,
  person: z.strictObject({ id: z.string(), display_name: z.string() }),
  retention: z.strictObject({ id: uuid, ...retentionRules.shape }),
  privacy: z.strictObject({
    id: uuid,
    mode: z.enum(['named', 'pseudonymous', 'off']),
    pseudonym_key: z.string().nullable(),
  }),
  critical_event: criticalEvent,
  critical_rule: criticalRule,
  erasure: erasure.pick({ id: true, pseudonym: true, reason: true }),
  activity_verification: verificationJob,
  activity: activitySeal,
};

describe('example events', () => {
  const events = buildExampleEvents('01900000-0000-7000-8000-000000000099');

  it('includes one example of each event type', () => {
    expect(events.map(({ type }) => type)).toEqual(webhookEventTypes);
  });

  it.each(webhookEventTypes)(
    'matches the payload and resource schemas for %s',
    type => {
      const { example } = events.find(event => event.type === type)!;
      webhookPayload.parse(example);
      expect(example.type).toBe(type);
      const [entityType] = type.split('.') as [keyof typeof schemas];
      const schema = example.data ? schemas[entityType] : z.unknown();
      expect({ [entityType]: schema }).toEqual({
        [entityType]: expect.any(z.ZodType),
      });
      schema!.parse(example.data);
    },
  );

  it('includes changes in each update event', () => {
    const updates = events.filter(({ type }) => type.endsWith('.update'));
    expect(
      updates.filter(({ example }) => example.activity.changes.length === 0),
    ).toEqual([]);
  });
});

const ID = '01900000-0000-7000-8000-000000000001';

function changeWith(overrides: Partial<ChangeEvent>): ChangeEvent {
  const change: ChangeEvent = {
    id: ID,
    workspace_id: ID,
    project_id: null,
    actor: { user_ref: 'user:default/jane', display_name: 'Jane' },
    visibility: 'admins',
    people: [],
    action: 'update',
    entity_type: 'work_item',
    entity_id: ID,
    entity_label: 'PAY-1',
    metadata: null,
    changes: [{ field: 'title', old_value: 'a', new_value: 'b' }],
    resource: { id: ID, title: 'b' },
    is_resource_left_out: false,
    batch_id: null,
    is_detail: false,
    created_at: '2026-05-01T10:00:00.000Z',
  };
  return Object.assign(change, overrides);
}

const read = (change: ChangeEvent) => {
  const body = buildEventBody(change);
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_WEBHOOK_BODY_BYTES);
  return webhookPayload.parse(JSON.parse(body));
};

/** Each character takes three bytes. */
const large = '€'.repeat(100_000);

describe('event body', () => {
  it('includes the resource and the changes', () => {
    expect(read(changeWith({}))).toEqual({
      type: 'work_item.update',
      timestamp: '2026-05-01T10:00:00.000Z',
      data: { id: ID, title: 'b' },
      workspace_id: ID,
      activity: {
        id: ID,
        actor: { user_ref: 'user:default/jane', display_name: 'Jane' },
        action: 'update',
        changes: [{ field: 'title', old_value: 'a', new_value: 'b' }],
      },
    });
  });

  it('sets data to null when the change has no resource', () => {
    expect(read(changeWith({ resource: null })).data).toBeNull();
  });

  it.each([
    ['was already omitted', { resource: null, is_resource_left_out: true }],
    ['makes the body too large', { resource: { id: ID, title: large } }],
  ])('includes only the id of a resource that %s', (_why, overrides) => {
    const { data, activity } = read(changeWith(overrides));
    expect(data).toEqual({ id: ID, truncated: true });
    expect(activity.changes).toHaveLength(1);
  });

  it('omits values that are too large', () => {
    const changes = [{ field: 'title', old_value: null, new_value: large }];
    expect(read(changeWith({ changes })).activity.changes).toEqual([
      { field: 'title', old_value: null, new_value: null, truncated: true },
    ]);
  });
});
