import { simpleParser } from 'mailparser';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { countYields } from '../../__testUtils__/countYields';
import { until } from '../../__testUtils__/until';
import { insertMany } from '../../database/bulk';
import { createId } from '../../database/ids';
import { MailReplica } from './__testUtils__/MailReplica';
import { newNotification } from './__testUtils__/newNotification';
import {
  respondNormally,
  createRejection,
  ScriptedServer,
  TestMailServer,
} from './__testUtils__/TestMailServer';
import { MailFailure } from './transports/MailTransport';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('email sending', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    const stops: Array<() => Promise<void>> = [];

    afterEach(async () => {
      for (const stop of stops.splice(0).reverse()) {
        await stop();
      }
    });

    async function smtpServer(
      options?: Parameters<typeof TestMailServer.start>[0],
    ) {
      const server = await TestMailServer.start(options);
      stops.push(() => server.stop());
      return server;
    }

    async function createReplica(
      port: number,
      options?: Parameters<typeof MailReplica.createWithServer>[2],
    ) {
      const knex = await databases.init(databaseId);
      const replica = MailReplica.createWithServer(knex, port, options);
      stops.push(async () => {
        await replica.stop();
        await knex.destroy();
      });
      return replica;
    }

    const onRcptTo =
      (refused: (address: string) => Error | undefined) =>
      (
        { address }: { address: string },
        _session: unknown,
        callback: (error?: Error) => void,
      ) =>
        callback(refused(address));

    it('sends one email per recipient and notification, also when requested repeatedly @full', async () => {
      const server = await smtpServer();
      const replica = (await createReplica(server.port)).start();
      await Promise.all([replica.add(['a', 'b']), replica.add(['b', 'a'])]);
      await replica.add(['a'], 'user:default/max');
      await replica.untilSent();
      await replica.add(['a']);
      await replica.untilSent();
      const mails = await server.parseAccepted();
      expect(
        mails.map(
          ({ subject, to }: any) => `${to.value[0].address} ${subject}`,
        ),
      ).toHaveLength(3);
      expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(3);
      const links = mails.map(
        ({ headers }: any) => headers.get('list').unsubscribe.url,
      );
      const token = new URL(links[0]).searchParams.get('token')!;
      expect(await replica.tokens.read(token)).toMatchObject({
        type: 'work_item.assigned',
      });
    });

    it('begins the transfer of an email once when two processes send it concurrently', async () => {
      const replica = await createReplica(1);
      await replica.add(['a']);
      const [{ id }] = await replica.listRows();
      const begun = await Promise.all(
        ['a@e.org', 'b@e.org'].map(email => replica.store.begin(id, email)),
      );
      expect(begun.sort()).toEqual([false, true]);
    });

    it('deletes old emails in batches, and yields to the event loop in between', async () => {
      const replica = await createReplica(1);
      await replica.add(['a', 'b']);
      const [old, waiting] = await replica.listRows();
      await replica.store.finish(old.id, 'sent');
      const [finished] = await replica.knex('mails').where({ id: old.id });
      const copies = Array.from({ length: 1_001 }, (_, index) => ({
        ...finished,
        id: createId(replica.now),
        about: `copy ${index}`,
      }));
      await insertMany(replica.knex, 'mails', copies);
      const yields = await countYields(() =>
        replica.store.prune(replica.now + HOUR),
      );
      expect(await replica.knex('mails').pluck('id')).toEqual([waiting.id]);
      expect(yields).toBeGreaterThan(0);
    });

    it('sends no email for a rolled back transaction @full', async () => {
      const server = await smtpServer();
      const replica = (await createReplica(server.port)).start();
      const adding = replica.knex.transaction(async tx => {
        await replica.mails.add(tx, [
          { id: 'a', user_ref: 'user:default/jane' },
        ]);
        throw new Error('no');
      });
      await expect(adding).rejects.toThrow('no');
      await replica.add(['b']);
      await replica.untilSent();
      expect(await replica.listStatuses()).toEqual(['b sent']);
    });

    it('skips hidden notifications and records recipients without an address @full-postgres', async () => {
      const server = await smtpServer();
      const replica = await createReplica(server.port, {
        getMailAddress: ref =>
          ref.endsWith('nobody') ? 'no address' : 'j@e.org',
      });
      await replica.add(['a', 'b']);
      await replica.add(['c'], 'user:default/nobody');
      replica.source.hidden.add('a');
      replica.start();
      await replica.untilSent();
      expect(await replica.listStatuses()).toEqual([
        'a skipped',
        'b sent',
        'c no_address',
      ]);
      expect(server.accepted).toHaveLength(1);
    });

    it('waits until quiet hours end, then checks again whether to send', async () => {
      const server = await smtpServer();
      const replica = await createReplica(server.port);
      replica.source.preferences.quiet_hours = { from: '09:00', to: '11:00' };
      await replica.add(['a', 'b']);
      replica.start();
      await until(async () =>
        (
          await replica.knex('jobs')
        ).every(job => new Date(job.due_at).getTime() > replica.now),
      );
      expect(server.accepted).toEqual([]);
      replica.source.hidden.add('b');
      replica.wait(HOUR);
      await replica.untilSent();
      expect(await replica.listStatuses()).toEqual(['a sent', 'b skipped']);
    });

    it('records a permanent rejection as bounced without a retry @full', async () => {
      const server = await smtpServer({
        onRcptTo: onRcptTo(address =>
          address.startsWith('gone')
            ? createRejection(550, 'no such user')
            : undefined,
        ),
      });
      const replica = (await createReplica(server.port)).start();
      await replica.add(['a'], 'user:default/gone');
      await replica.add(['b']);
      await replica.untilSent();
      expect(await replica.listRows()).toMatchObject([
        {
          about: 'a',
          status: 'bounced',
          email: 'gone@example.com',
          last_error: expect.stringContaining('550 no such user'),
        },
        { about: 'b', status: 'sent' },
      ]);
      expect(await replica.server.readState()).toMatchObject({
        failing_since: null,
      });
    });

    it('retries after a temporary rejection, and fails after 13 attempts @full', async () => {
      let isGrey = true;
      let attemptCount = 0;
      const server = await smtpServer({
        onRcptTo: onRcptTo(address => {
          attemptCount += Number(address.startsWith('full'));
          return isGrey || address.startsWith('full')
            ? createRejection(451, 'try later')
            : undefined;
        }),
      });
      const replica = (await createReplica(server.port)).start();
      await replica.add(['a']);
      await replica.add(['b'], 'user:default/full');
      await until(async () =>
        (await replica.listRows()).every(row => row.last_error !== null),
      );
      await until(() => replica.isIdle());
      isGrey = false;
      replica.wait(MINUTE);
      await until(async () =>
        (await replica.listStatuses()).includes('a sent'),
      );
      for (let hours = 0; (await replica.knex('jobs')).length > 0; hours += 8) {
        expect(hours).toBeLessThan(240);
        replica.wait(8 * HOUR);
        await until(async () =>
          (
            await replica.knex('jobs')
          ).every(job => new Date(job.due_at).getTime() > replica.now),
        );
      }
      expect(await replica.listRows()).toMatchObject([
        { status: 'sent', last_error: expect.stringContaining('451') },
        { status: 'failed', last_error: expect.stringContaining('451') },
      ]);
      expect(attemptCount).toBe(13);
      expect(server.accepted).toHaveLength(1);
    });

    it('waits for an unavailable server without counting attempts for any email @full', async () => {
      const stoppedServer = await TestMailServer.start();
      const { port } = stoppedServer;
      await stoppedServer.stop();
      const replica = (await createReplica(port)).start();
      await replica.add(Array.from({ length: 30 }, (_, n) => `n${n}`));
      for (let failures = 0; failures < 12; failures += 1) {
        await replica.untilPaused();
        replica.wait(5 * MINUTE);
      }
      // An attempt in progress is counted first, and uncounted when it is postponed.
      await until(async () =>
        (await replica.knex('jobs')).every(({ attempts }) => attempts === 0),
      );
      const { failing_since } = await replica.server.readState();
      expect(failing_since).toBe('2026-05-01T10:00:00.000Z');
      expect(await replica.knex('jobs')).toHaveLength(30);

      const server = await ScriptedServer.start(
        socket => void socket.write('220 hello\r\n'),
        (line, socket) =>
          line === '.'
            ? void socket.write('250 ok\r\n')
            : respondNormally(line, socket),
        port,
      );
      stops.push(() => server.stop());
      await until(async () => {
        replica.wait(5 * MINUTE);
        return (await replica.knex('jobs')).length === 0;
      });
      expect(server.receivedLines.filter(line => line === '.')).toHaveLength(
        30,
      );
      expect(await replica.server.readState()).toMatchObject({
        failing_since: null,
        last_error: expect.stringContaining('ECONNREFUSED'),
      });
    });

    it('removes NUL characters from a stored server response', async () => {
      const server = await ScriptedServer.start(
        socket => void socket.write('220 hello\r\n'),
        (line, socket) =>
          line.startsWith('RCPT')
            ? void socket.write('550 no\0 such user\r\n')
            : respondNormally(line, socket),
      );
      stops.push(() => server.stop());
      const replica = (await createReplica(server.port)).start();
      await replica.add(['a']);
      await replica.untilSent();
      expect(await replica.listRows()).toMatchObject([
        {
          status: 'bounced',
          last_error: expect.stringContaining('550 no such user'),
        },
      ]);
    });

    it('sends other emails while the server answers one with 421, which fails in the end @full', async () => {
      const server = await smtpServer({
        onRcptTo: onRcptTo(address =>
          address.startsWith('bad')
            ? createRejection(421, 'go away')
            : undefined,
        ),
      });
      const replica = (await createReplica(server.port)).start();
      await replica.add(['bad'], 'user:default/bad');
      await replica.untilPaused();
      const good: string[] = [];
      for (;;) {
        replica.wait(8 * HOUR);
        const statuses = await replica.listStatuses();
        if (statuses.includes('bad failed')) {
          break;
        }
        expect(good.length).toBeLessThan(30);
        good.push(`n${good.length}`);
        await replica.add(good.slice(-1));
        await until(async () =>
          (
            await replica.knex('jobs')
          ).every(job => new Date(job.due_at).getTime() > replica.now),
        );
      }
      await replica.untilSent();
      expect(server.accepted).toHaveLength(good.length);
      expect(await replica.server.readState()).toMatchObject({
        failing_since: null,
      });
    });

    it('leaves an email in status sending when another process has begun its transfer @full-postgres', async () => {
      const knex = await databases.init(databaseId);
      const replica = new MailReplica(knex, {
        transport: {
          kind: 'smtp',
          send: async ({ id, envelope }) => {
            await replica.store.begin(id, envelope.to);
            throw new MailFailure('later', 'not now');
          },
          close: () => {},
        },
      });
      stops.push(async () => {
        await replica.stop();
        await knex.destroy();
      });
      await replica.add(['a']);
      replica.start();
      await until(async () => (await knex('jobs').first()).last_error !== null);
      expect(await replica.listStatuses()).toEqual(['a sending']);
    });

    it.each([
      [1, 'sent'],
      [2, 'unknown'],
    ])(
      'resends once with the same Message-ID when the server dies after the message %d times @full-sqlite',
      async (times, becomes) => {
        let deaths = times;
        const ids: string[] = [];
        const server = await ScriptedServer.start(
          socket => void socket.write('220 hello\r\n'),
          (line, socket) => {
            if (/^Message-ID:/i.test(line)) ids.push(line);
            if (line !== '.') {
              respondNormally(line, socket);
            } else if (deaths > 0) {
              deaths -= 1;
              socket.destroy();
            } else {
              socket.write('250 ok\r\n');
            }
          },
        );
        stops.push(() => server.stop());
        const replica = (await createReplica(server.port)).start();
        await replica.add(['a']);
        await until(async () => {
          replica.wait(5 * MINUTE);
          return (await replica.knex('jobs')).length === 0;
        });
        expect(await replica.listStatuses()).toEqual([`a ${becomes}`]);
        expect(ids).toHaveLength(2);
        expect(new Set(ids).size).toBe(1);
      },
    );

    it('sends one digest per period, with the notifications of that period @full-sqlite', async () => {
      const server = await smtpServer();
      const replica = (await createReplica(server.port)).start();
      const preferences = replica.source.preferences;
      for (const name of ['jane', 'max', 'quiet']) {
        await replica.knex.transaction(tx =>
          replica.digests.schedule(tx, `user:default/${name}`, preferences),
        );
      }
      await replica.knex.transaction(tx =>
        replica.digests.schedule(tx, 'user:default/quiet', {
          ...preferences,
          digest: { ...preferences.digest, frequency: 'off' },
        }),
      );
      replica.source.inDigests.push(
        newNotification({
          title: 'before',
          created_at: '2026-05-01T09:59:59Z',
        }),
        newNotification({ title: 'first', created_at: '2026-05-01T12:00:00Z' }),
        newNotification({
          title: 'second',
          created_at: '2026-05-02T08:00:00Z',
        }),
      );
      for (const day of [1, 2, 3]) {
        replica.now = Date.parse(`2026-05-0${day + 1}T08:00:30Z`);
        await Promise.all([
          replica.digests.queueDue(),
          replica.digests.queueDue(),
        ]);
        await replica.untilSent();
      }
      const texts = (await server.parseAccepted()).map(({ text = '' }) =>
        text.match(/^\* \w+/gm)!.join(),
      );
      expect(texts.sort()).toEqual([
        '* first',
        '* first',
        '* second',
        '* second',
      ]);
      expect((await replica.listStatuses()).sort()).toEqual([
        ...Array(2).fill(
          '2026-05-01T10:00:00.000Z/2026-05-02T08:00:00.000Z sent',
        ),
        ...Array(2).fill(
          '2026-05-02T08:00:00.000Z/2026-05-03T08:00:00.000Z sent',
        ),
        ...Array(2).fill(
          '2026-05-03T08:00:00.000Z/2026-05-04T08:00:00.000Z skipped',
        ),
      ]);
      const { headers } = await simpleParser(server.accepted[0]);
      const { url } = (headers.get('list') as any).unsubscribe;
      const token = new URL(url).searchParams.get('token')!;
      expect(await replica.tokens.read(token)).toMatchObject({ type: null });
    });
  });
});

const JANE = 'user:default/jane';
const NOBODY = 'user:default/nobody';

describe('emails with attachments', () => {
  const databases = MigratedDatabases.create();
  let server: TestMailServer;

  beforeAll(async () => {
    server = await TestMailServer.start();
  });
  afterAll(() => server.stop());

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let replica: MailReplica;
    /** Each call completes a file in progress. */
    let making: Array<() => void>;
    let made: string[];

    beforeEach(async () => {
      server.accepted.length = 0;
      making = [];
      made = [];
      replica = MailReplica.createWithServer(
        await databases.init(databaseId),
        server.port,
        {
          getMailAddress: ref => (ref === NOBODY ? null : 'jane@example.com'),
        },
      );
      replica.mails.documents = {
        type: 'tests.mailed',
        findDocument: async (user_ref, about) => ({
          title: about,
          about: 'A file.',
          reason: 'A test sends it.',
          target_url: '/',
          workspace_id: 'w',
          workspace_name: 'W',
          createFile: async () => {
            made.push(`${user_ref} ${about}`);
            await new Promise<void>(resolve => making.push(resolve));
            return {
              name: 'file.txt',
              mediaType: 'text/plain',
              bytes: Buffer.from(about),
            };
          },
        }),
        recordSent: async () => {},
      };
      replica.start();
    });
    afterEach(async () => {
      await replica.stop();
      await replica.knex.destroy();
    });

    const order = (user_ref: string, abouts: readonly string[]) =>
      replica.knex.transaction(tx =>
        replica.mails.queueEmails(
          tx,
          abouts.map(about => ({ user_ref, about, kind: 'document' as const })),
        ),
      );

    it('creates attachments one at a time without delaying other emails @full', async () => {
      await order(
        JANE,
        Array.from({ length: 12 }, (_, nth) => `file ${nth}`),
      );
      await until(async () => making.length > 0);
      await replica.add(['a', 'b']);
      const others = async () => (await replica.listStatuses()).slice(0, 2);
      await until(async () => `${await others()}` === 'a sent,b sent');
      expect(made).toHaveLength(1);
      const all = setInterval(() => making.splice(0).forEach(go => go()), 5);
      await replica.untilSent();
      clearInterval(all);
      expect(server.accepted).toHaveLength(14);
    });

    it('creates no attachment for a recipient without an address', async () => {
      await order(NOBODY, ['file']);
      await replica.untilSent();
      expect(await replica.listStatuses()).toEqual(['file no_address']);
      expect(made).toEqual([]);
    });
  });
});
