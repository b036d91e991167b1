import createKnex, { Knex } from 'knex';
import { resolve } from 'path';
import { SharedDatabases } from '../../__testUtils__/SharedDatabases';
import { startProcess, TestProcess } from '../../__testUtils__/startProcess';
import { until } from '../../__testUtils__/until';
import { applyMigrations } from '../../database/schema';
import { MailReplica } from './__testUtils__/MailReplica';
import {
  respondNormally,
  ScriptedServer,
} from './__testUtils__/TestMailServer';

/** The moments in the SMTP dialogue at which the process is killed. */
const moments = {
  'before the message': { line: 'DATA', becomes: 'sent', times: 1 },
  'while the server takes the message': {
    line: '.',
    becomes: 'unknown',
    times: 1,
  },
} as const;

describe('killed email process', () => {
  const databases = SharedDatabases.create();
  const stops: Array<() => Promise<unknown>> = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) {
      await stop();
    }
  });

  async function startMailing(
    config: Knex.Config,
    port: number,
  ): Promise<TestProcess> {
    const child = await startProcess(
      resolve(__dirname, '__testUtils__/mailProcess.ts'),
      [JSON.stringify(config), String(port)],
      'mailing',
    );
    stops.push(() => child.kill());
    return child;
  }

  const cases = databases
    .eachSupportedId()
    .flatMap(([id]) =>
      Object.entries(moments).map(
        ([name, moment]) => [name, id, moment] as const,
      ),
    );

  it.each(cases)(
    'sends no duplicate email when killed %s, on %p @full-sqlite',
    async (_name, databaseId, { line: last, becomes, times }) => {
      const config = await databases.init(databaseId);
      const knex = createKnex(config);
      stops.push(() => knex.destroy());
      await applyMigrations(knex);
      let reached: () => void;
      const untilReached = new Promise<void>(done => {
        reached = done;
      });
      let isKilled = false;
      const server = await ScriptedServer.start(
        socket => void socket.write('220 hello\r\n'),
        (line, socket) => {
          if (line === last && !isKilled) {
            // Accepts the email, but the response comes too late.
            reached();
          } else if (line === '.') {
            socket.write('250 ok\r\n');
          } else {
            respondNormally(line, socket);
          }
        },
      );
      stops.push(() => server.stop());
      const survivor = MailReplica.createWithServer(knex, server.port);
      stops.push(() => survivor.stop());
      await survivor.add(['a']);

      const child = await startMailing(config, server.port);
      await untilReached;
      await child.kill();
      isKilled = true;
      expect(await survivor.listStatuses()).toEqual([
        last === '.' ? 'a sending' : 'a waiting',
      ]);

      survivor.start();
      // Lets the lease of the killed process expire.
      await knex('jobs').update({ leased_until: new Date(0) });
      await until(async () => {
        survivor.wait(60_000);
        return (await knex('jobs')).length === 0;
      });
      expect(await survivor.listStatuses()).toEqual([`a ${becomes}`]);
      expect(server.receivedLines.filter(line => line === '.')).toHaveLength(
        times,
      );
    },
  );

  it.each(databases.eachSupportedId())(
    'shares emails with another process and sends no duplicates, on %p @full',
    async databaseId => {
      const config = await databases.init(databaseId);
      const knex = createKnex(config);
      stops.push(() => knex.destroy());
      await applyMigrations(knex);
      const mailed: string[] = [];
      const server = await ScriptedServer.start(
        socket => void socket.write('220 hello\r\n'),
        (line, socket) => {
          const subject = /^Subject: (\w+)/.exec(line)?.[1];
          if (subject) {
            mailed.push(subject);
          }
          if (line === '.') {
            setTimeout(() => socket.write('250 ok\r\n'), 20);
          } else {
            respondNormally(line, socket);
          }
        },
      );
      stops.push(() => server.stop());
      const survivor = MailReplica.createWithServer(knex, server.port);
      stops.push(() => survivor.stop());
      await survivor.add(Array.from({ length: 120 }, (_, n) => `n${n}`));
      const child = await startMailing(config, server.port);
      await until(() => mailed.length >= 10);
      survivor.start();
      await until(() => mailed.length >= 40);
      await child.kill();
      await until(async () => {
        // The leases of the killed process expire; those of the survivor stay.
        await knex('jobs')
          .where({ state: 'running' })
          .update({ leased_until: new Date(0) });
        survivor.wait(60_000);
        return (await knex('jobs')).length === 0;
      });
      expect(new Set(mailed).size).toBe(mailed.length);
      const rows = await survivor.listRows();
      const sent = rows.filter(({ status }) => status === 'sent');
      const unknown = rows.filter(({ status }) => status === 'unknown');
      expect(sent.length + unknown.length).toBe(120);
      expect(unknown.length).toBeLessThanOrEqual(5);
      expect(mailed).toEqual(
        expect.arrayContaining(sent.map(({ about }) => about)),
      );
    },
  );
});
