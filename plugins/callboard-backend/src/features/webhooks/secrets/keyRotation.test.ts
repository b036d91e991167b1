import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { oneDatabase } from '../../../__testUtils__/databases';
import { startCallboardOn } from '../../../__testUtils__/startCallboard';
import { Hooks } from '../__testUtils__/Hooks';
import { Receiver } from '../__testUtils__/Receiver';
import { Webhook as StandardWebhook } from 'standardwebhooks';

jest.setTimeout(60_000);

const OLD = 'an old key of many characters';
const NEW = 'a new key of many characters';

const databases = MigratedDatabases.create(oneDatabase);

it.each(databases.eachSupportedId())(
  'secrets are encrypted anew when another key comes first, on %p',
  async databaseId => {
    const receiver = await Receiver.start();
    const knex = await databases.init(databaseId);
    const startWith = (...encryptionKeys: string[]) =>
      startCallboardOn(knex, {
        config: { webhooks: { allow: ['127.0.0.1'], encryptionKeys } },
      });
    const sealed = async () =>
      (await knex('webhooks').first('secret')).secret as string;

    let callboard = await startWith();
    const hooks = await Hooks.in(callboard);
    const { secret, path } = await hooks.make(receiver);
    const unprotected = await sealed();
    await callboard.stop();

    callboard = await startWith(OLD);
    await callboard.stop();
    const withOld = await sealed();
    callboard = await startWith(NEW, OLD);
    await callboard.stop();
    const withNew = await sealed();
    expect(new Set([unprotected, withOld, withNew]).size).toBe(3);

    callboard = await startWith(NEW);
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
