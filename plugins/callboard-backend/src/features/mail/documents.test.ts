import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { until } from '../../__testUtils__/until';
import { MailBench } from './__testUtils__/MailBench';
import { TestMailServer } from './__testUtils__/TestMailServer';

const JANE = 'user:default/jane';
const NOBODY = 'user:default/nobody';

describe('mails with documents', () => {
  const databases = MigratedDatabases.create();
  let server: TestMailServer;

  beforeAll(async () => {
    server = await TestMailServer.start();
  });
  afterAll(() => server.stop());

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let bench: MailBench;
    /** Each of these finishes a file that is being made. */
    let making: Array<() => void>;
    let made: string[];

    beforeEach(async () => {
      server.taken.length = 0;
      making = [];
      made = [];
      bench = MailBench.over(await databases.init(databaseId), server.port, {
        addressOf: ref => (ref === NOBODY ? null : 'jane@example.com'),
      });
      bench.mails.attachFrom({
        type: 'tests.mailed',
        document: async (user_ref, about) => ({
          ...{ title: about, about: 'A file.', reason: 'A test sends it.' },
          ...{ target_url: '/', workspace_id: 'w', workspace_name: 'W' },
          file: async () => {
            made.push(`${user_ref} ${about}`);
            await new Promise<void>(resolve => making.push(resolve));
            return {
              name: 'file.txt',
              mediaType: 'text/plain',
              bytes: Buffer.from(about),
            };
          },
        }),
        sent: async () => {},
      });
      bench.start();
    });
    afterEach(async () => {
      await bench.stop();
      await bench.knex.destroy();
    });

    const order = (user_ref: string, abouts: readonly string[]) =>
      bench.knex.transaction(tx =>
        bench.mails.order(
          tx,
          abouts.map(about => ({ user_ref, about, kind: 'document' as const })),
        ),
      );

    it('are made one at a time, and hold up no others', async () => {
      await order(
        JANE,
        Array.from({ length: 12 }, (_, nth) => `file ${nth}`),
      );
      await until(async () => making.length > 0);
      await bench.add(['a', 'b']);
      const others = async () => (await bench.statuses()).slice(0, 2);
      await until(async () => `${await others()}` === 'a sent,b sent');
      expect(made).toHaveLength(1);
      const all = setInterval(() => making.splice(0).forEach(go => go()), 5);
      await bench.untilSent();
      clearInterval(all);
      expect(server.taken).toHaveLength(14);
    });

    it('are made for nobody who has no address', async () => {
      await order(NOBODY, ['file']);
      await bench.untilSent();
      expect(await bench.statuses()).toEqual(['file no_address']);
      expect(made).toEqual([]);
    });
  });
});
