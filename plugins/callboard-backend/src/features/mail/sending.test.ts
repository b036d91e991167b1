import { simpleParser } from 'mailparser';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { until } from '../../__testUtils__/until';
import { MailBench } from './__testUtils__/MailBench';
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

    async function createBench(
      port: number,
      rest?: Parameters<typeof MailBench.createWithServer>[2],
    ) {
      const knex = await databases.init(databaseId);
      const bench = MailBench.createWithServer(knex, port, rest);
      stops.push(async () => {
        await bench.stop();
        await knex.destroy();
      });
      return bench;
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
      const bench = (await createBench(server.port)).start();
      await Promise.all([bench.add(['a', 'b']), bench.add(['b', 'a'])]);
      await bench.add(['a'], 'user:default/max');
      await bench.untilSent();
      await bench.add(['a']);
      await bench.untilSent();
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
      expect(await bench.tokens.read(token)).toMatchObject({
        type: 'work_item.assigned',
      });
    });

    it('starts an email only once when two processes send it concurrently', async () => {
      const bench = await createBench(1);
      await bench.add(['a']);
      const [{ id }] = await bench.listRows();
      const begun = await Promise.all(
        ['a@e.org', 'b@e.org'].map(email => bench.store.begin(id, email)),
      );
      expect(begun.sort()).toEqual([false, true]);
    });

    it('sends no email for a rolled back transaction @full', async () => {
      const server = await smtpServer();
      const bench = (await createBench(server.port)).start();
      const adding = bench.knex.transaction(async tx => {
        await bench.mails.add(tx, [
          { notification_id: 'a', user_ref: 'user:default/jane' },
        ]);
        throw new Error('no');
      });
      await expect(adding).rejects.toThrow('no');
      await bench.add(['b']);
      await bench.untilSent();
      expect(await bench.listStatuses()).toEqual(['b sent']);
    });

    it('skips hidden notifications and records recipients without an address @full-postgres', async () => {
      const server = await smtpServer();
      const bench = await createBench(server.port, {
        getMailAddress: ref =>
          ref.endsWith('nobody') ? 'no address' : 'j@e.org',
      });
      await bench.add(['a', 'b']);
      await bench.add(['c'], 'user:default/nobody');
      bench.source.hidden.add('a');
      bench.start();
      await bench.untilSent();
      expect(await bench.listStatuses()).toEqual([
        'a skipped',
        'b sent',
        'c no_address',
      ]);
      expect(server.accepted).toHaveLength(1);
    });

    it('waits until quiet hours end, then checks again whether to send', async () => {
      const server = await smtpServer();
      const bench = await createBench(server.port);
      bench.source.preferences.quiet_hours = { from: '09:00', to: '11:00' };
      await bench.add(['a', 'b']);
      bench.start();
      await until(async () =>
        (
          await bench.knex('jobs')
        ).every(job => new Date(job.due_at).getTime() > bench.now),
      );
      expect(server.accepted).toEqual([]);
      bench.source.hidden.add('b');
      bench.wait(HOUR);
      await bench.untilSent();
      expect(await bench.listStatuses()).toEqual(['a sent', 'b skipped']);
    });

    it('records a permanent rejection as bounced without a retry @full', async () => {
      const server = await smtpServer({
        onRcptTo: onRcptTo(address =>
          address.startsWith('gone')
            ? createRejection(550, 'no such user')
            : undefined,
        ),
      });
      const bench = (await createBench(server.port)).start();
      await bench.add(['a'], 'user:default/gone');
      await bench.add(['b']);
      await bench.untilSent();
      expect(await bench.listRows()).toMatchObject([
        {
          about: 'a',
          status: 'bounced',
          email: 'gone@example.com',
          last_error: expect.stringContaining('550 no such user'),
        },
        { about: 'b', status: 'sent' },
      ]);
      expect(await bench.server.readState()).toMatchObject({
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
      const bench = (await createBench(server.port)).start();
      await bench.add(['a']);
      await bench.add(['b'], 'user:default/full');
      await until(async () =>
        (await bench.listRows()).every(row => row.last_error !== null),
      );
      await until(() => bench.isIdle());
      isGrey = false;
      bench.wait(MINUTE);
      await until(async () => (await bench.listStatuses()).includes('a sent'));
      for (let hours = 0; (await bench.knex('jobs')).length > 0; hours += 8) {
        expect(hours).toBeLessThan(240);
        bench.wait(8 * HOUR);
        await until(async () =>
          (
            await bench.knex('jobs')
          ).every(job => new Date(job.due_at).getTime() > bench.now),
        );
      }
      expect(await bench.listRows()).toMatchObject([
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
      const bench = (await createBench(port)).start();
      await bench.add(Array.from({ length: 30 }, (_, n) => `n${n}`));
      for (let failures = 0; failures < 12; failures += 1) {
        await bench.untilPaused();
        bench.wait(5 * MINUTE);
      }
      // An attempt in progress is counted first, and uncounted when it is postponed.
      await until(async () =>
        (await bench.knex('jobs')).every(({ attempts }) => attempts === 0),
      );
      const { failing_since } = await bench.server.readState();
      expect(failing_since).toBe('2026-05-01T10:00:00.000Z');
      expect(await bench.knex('jobs')).toHaveLength(30);

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
        bench.wait(5 * MINUTE);
        return (await bench.knex('jobs')).length === 0;
      });
      expect(server.receivedLines.filter(line => line === '.')).toHaveLength(
        30,
      );
      expect(await bench.server.readState()).toMatchObject({
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
      const bench = (await createBench(server.port)).start();
      await bench.add(['a']);
      await bench.untilSent();
      expect(await bench.listRows()).toMatchObject([
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
      const bench = (await createBench(server.port)).start();
      await bench.add(['bad'], 'user:default/bad');
      await bench.untilPaused();
      const good: string[] = [];
      for (;;) {
        bench.wait(8 * HOUR);
        const statuses = await bench.listStatuses();
        if (statuses.includes('bad failed')) {
          break;
        }
        expect(good.length).toBeLessThan(30);
        good.push(`n${good.length}`);
        await bench.add(good.slice(-1));
        await until(async () =>
          (
            await bench.knex('jobs')
          ).every(job => new Date(job.due_at).getTime() > bench.now),
        );
      }
      await bench.untilSent();
      expect(server.accepted).toHaveLength(good.length);
      expect(await bench.server.readState()).toMatchObject({
        failing_since: null,
      });
    });

    it('leaves an email in status sending when another process has started it @full-postgres', async () => {
      const knex = await databases.init(databaseId);
      const bench = new MailBench(knex, {
        transport: {
          send: async ({ id, envelope }) => {
            await bench.store.begin(id, envelope.to);
            throw new MailFailure('later', 'not now');
          },
          close: () => {},
        },
      });
      stops.push(async () => {
        await bench.stop();
        await knex.destroy();
      });
      await bench.add(['a']);
      bench.start();
      await until(async () => (await knex('jobs').first()).last_error !== null);
      expect(await bench.listStatuses()).toEqual(['a sending']);
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
        const bench = (await createBench(server.port)).start();
        await bench.add(['a']);
        await until(async () => {
          bench.wait(5 * MINUTE);
          return (await bench.knex('jobs')).length === 0;
        });
        expect(await bench.listStatuses()).toEqual([`a ${becomes}`]);
        expect(ids).toHaveLength(2);
        expect(new Set(ids).size).toBe(1);
      },
    );

    it('sends one digest per period, with the notifications of that period @full-sqlite', async () => {
      const server = await smtpServer();
      const bench = (await createBench(server.port)).start();
      const preferences = bench.source.preferences;
      for (const name of ['jane', 'max', 'quiet']) {
        await bench.knex.transaction(tx =>
          bench.digests.schedule(tx, `user:default/${name}`, preferences),
        );
      }
      await bench.knex.transaction(tx =>
        bench.digests.schedule(tx, 'user:default/quiet', {
          ...preferences,
          digest: { ...preferences.digest, frequency: 'off' },
        }),
      );
      bench.source.inDigests.push(
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
        bench.now = Date.parse(`2026-05-0${day + 1}T08:00:30Z`);
        await Promise.all([bench.digests.queueDue(), bench.digests.queueDue()]);
        await bench.untilSent();
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
      expect((await bench.listStatuses()).sort()).toEqual([
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
      expect(await bench.tokens.read(token)).toMatchObject({ type: null });
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
    let bench: MailBench;
    /** Each call completes a file in progress. */
    let making: Array<() => void>;
    let made: string[];

    beforeEach(async () => {
      server.accepted.length = 0;
      making = [];
      made = [];
      bench = MailBench.createWithServer(
        await databases.init(databaseId),
        server.port,
        {
          getMailAddress: ref => (ref === NOBODY ? null : 'jane@example.com'),
        },
      );
      bench.mails.setDocumentSource({
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
      });
      bench.start();
    });
    afterEach(async () => {
      await bench.stop();
      await bench.knex.destroy();
    });

    const order = (user_ref: string, abouts: readonly string[]) =>
      bench.knex.transaction(tx =>
        bench.mails.queueEmails(
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
      await bench.add(['a', 'b']);
      const others = async () => (await bench.listStatuses()).slice(0, 2);
      await until(async () => `${await others()}` === 'a sent,b sent');
      expect(made).toHaveLength(1);
      const all = setInterval(() => making.splice(0).forEach(go => go()), 5);
      await bench.untilSent();
      clearInterval(all);
      expect(server.accepted).toHaveLength(14);
    });

    it('creates no attachment for a recipient without an address', async () => {
      await order(NOBODY, ['file']);
      await bench.untilSent();
      expect(await bench.listStatuses()).toEqual(['file no_address']);
      expect(made).toEqual([]);
    });
  });
});
