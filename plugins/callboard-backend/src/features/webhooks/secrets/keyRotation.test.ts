import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { oneDatabase } from '../../../__testUtils__/databases';
import { startCallboardOn } from '../../../__testUtils__/startCallboard';
import { Hooks } from '../__testUtils__/Hooks';
import { Receiver } from '../__testUtils__/Receiver';
import { Knex } from 'knex';
import { Webhook as StandardWebhook } from 'standardwebhooks';

const OLD = 'an old key of many characters';
const NEW = 'a new key of many characters';

const databases = MigratedDatabases.create(oneDatabase);

const startWith = (knex: Knex, ...encryptionKeys: string[]) =>
  startCallboardOn(knex, {
    config: { webhooks: { allow: ['127.0.0.1'], encryptionKeys } },
  });

it.each(databases.eachSupportedId())(
  'secrets are encrypted anew when another key comes first, on %p',
  async databaseId => {
    const receiver = await Receiver.start();
    const knex = await databases.init(databaseId);
    const sealed = async () =>
      (await knex('webhooks').first('secret')).secret as string;

    let callboard = await startWith(knex);
    const hooks = await Hooks.in(callboard);
    const { secret, path } = await hooks.make(receiver);
    const unprotected = await sealed();
    await callboard.stop();

    callboard = await startWith(knex, OLD);
    await callboard.stop();
    const withOld = await sealed();
    callboard = await startWith(knex, NEW, OLD);
    await callboard.stop();
    const withNew = await sealed();
    expect(new Set([unprotected, withOld, withNew]).size).toBe(3);

    callboard = await startWith(knex, NEW);
    await callboard.as('superAdmin').post(`${path}/test`).expect(201);
    while (receiver.received.length === 0) {
      await callboard.as('superAdmin').get(path);
    }
    const [{ headers, text }] = receiver.received;
    new StandardWebhook(secret).verify(text, headers);
    await callboard.stop();
    await receiver.stop();
  },
);

it.each(databases.eachSupportedId())(
  'a secret whose key is lost stops that webhook alone, until it is rotated, on %p',
  async databaseId => {
    const receiver = await Receiver.start();
    const knex = await databases.init(databaseId);
    let callboard = await startWith(knex, OLD);
    let hooks = await Hooks.in(callboard);
    const { path, id } = await hooks.make(receiver);
    await callboard.stop();
    const lost = await knex('webhooks').where({ id }).first('secret');

    callboard = await startWith(knex, NEW);
    hooks = hooks.on(callboard);
    expect(await knex('webhooks').where({ id }).first('secret')).toEqual(lost);
    const boss = callboard.as('superAdmin');
    const test = await boss.post(`${path}/test`).expect(201);
    let last_error: string | null = null;
    while (last_error === null) {
      ({ last_error } = await hooks.detail(path, test.body.id));
    }
    expect(last_error).toContain('callboard.webhooks.encryptionKeys');
    expect(receiver.received).toEqual([]);

    const rotated = await boss.post(`${path}/rotate-secret`, {}).expect(200);
    // Nothing can be signed with the one so far.
    expect(rotated.body.former_secret_expires_at).toBeNull();
    await boss.post(`${path}/deliveries/${test.body.id}/replay`).expect(200);
    await hooks.settled(path);
    const [{ headers, text }] = receiver.received;
    new StandardWebhook(rotated.body.secret).verify(text, headers);
    await callboard.stop();
    await receiver.stop();
  },
);

it.each(databases.eachSupportedId())(
  'secrets that are not used any more are kept nowhere, on %p',
  async databaseId => {
    const knex = await databases.init(databaseId);
    let callboard = await startWith(knex, OLD);
    const hooks = await Hooks.in(callboard);
    const url = 'https://93.184.216.34/';
    const rotated = await hooks.make({ url });
    const deleted = await hooks.make({ url });
    const boss = callboard.as('superAdmin');
    await boss.post(`${rotated.path}/rotate-secret`, {}).expect(200);
    await boss.post(`${deleted.path}/rotate-secret`, {}).expect(200);
    await boss.delete(deleted.path).expect(204);
    const formerOf = ({ id }: { id: string }) =>
      knex('webhooks').where({ id }).first('secret', 'former_secret');
    expect(await formerOf(deleted)).toEqual({
      secret: '',
      former_secret: null,
    });

    await callboard.stop();
    await knex('webhooks').update({ former_secret_expires_at: new Date(1) });
    callboard = await startWith(knex, OLD);
    expect(await formerOf(rotated)).toEqual({
      secret: expect.stringMatching(/./),
      former_secret: null,
    });
    await callboard.stop();
  },
);
