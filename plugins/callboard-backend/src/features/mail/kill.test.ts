import { TestDatabases } from '@backstage/backend-test-utils';
import { ChildProcess, spawn } from 'child_process';
import { mkdtemp, rm } from 'fs/promises';
import createKnex, { Knex } from 'knex';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { configOf } from '../../__testUtils__/anotherClient';
import { databaseIds } from '../../__testUtils__/databases';
import { applyMigrations } from '../../database/applyMigrations';
import { MailBench } from './__testUtils__/MailBench';
import { until } from './__testUtils__/until';
import { politely, ScriptedServer } from './__testUtils__/TestMailServer';

jest.setTimeout(60_000);

/** Where in its talk with the server the process is killed. */
const moments = {
  'before the message': { line: 'DATA', becomes: 'sent', times: 1 },
  'while the server takes the message': {
    line: '.',
    becomes: 'unknown',
    times: 1,
  },
} as const;

describe('a process that sends mails and is killed', () => {
  const databases = TestDatabases.create({ ids: databaseIds });
  const stops: Array<() => Promise<unknown>> = [];
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'callboard-kill-'));
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) {
      await stop();
    }
    await rm(folder, { recursive: true });
  });

  /** A database that another process can open as well. */
  async function sharedDatabase(databaseId: string): Promise<Knex.Config> {
    if (databaseId === 'SQLITE_3') {
      return {
        client: 'better-sqlite3',
        connection: { filename: join(folder, 'callboard.sqlite') },
        useNullAsDefault: true,
      };
    }
    return configOf(await databases.init('POSTGRES_18'));
  }

  function startProcess(config: Knex.Config, port: number): ChildProcess {
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        resolve(__dirname, '__testUtils__/mailProcess.ts'),
        JSON.stringify(config),
        String(port),
      ],
      { stdio: 'inherit' },
    );
    stops.push(() => kill(child));
    return child;
  }

  async function kill(child: ChildProcess): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise(done => child.on('exit', done));
      child.kill('SIGKILL');
      await gone;
    }
  }

  const cases = databases
    .eachSupportedId()
    .flatMap(([id]) =>
      Object.entries(moments).map(
        ([name, moment]) => [name, id, moment] as const,
      ),
    );

  it.each(cases)(
    '%s mails nobody twice, on %p',
    async (_name, databaseId, { line: last, becomes, times }) => {
      const config = await sharedDatabase(databaseId);
      const knex = createKnex(config);
      stops.push(() => knex.destroy());
      await applyMigrations(knex);
      let reached: () => void;
      const inTheMiddle = new Promise<void>(done => {
        reached = done;
      });
      let isKilled = false;
      const server = await ScriptedServer.start(
        socket => void socket.write('220 hello\r\n'),
        (line, socket) => {
          if (line === last && !isKilled) {
            // Takes it, and its answer comes too late.
            reached();
          } else if (line === '.') {
            socket.write('250 ok\r\n');
          } else {
            politely(line, socket);
          }
        },
      );
      stops.push(() => server.stop());
      const survivor = MailBench.over(knex, server.port);
      stops.push(() => survivor.stop());
      await survivor.add(['a']);

      const child = startProcess(config, server.port);
      await inTheMiddle;
      await kill(child);
      isKilled = true;
      expect(await survivor.statuses()).toEqual([
        last === '.' ? 'a sending' : 'a waiting',
      ]);

      survivor.start();
      // Its lease runs out.
      await knex('jobs').update({ leased_until: new Date(0) });
      await until(async () => {
        survivor.wait(60_000);
        return (await knex('jobs')).length === 0;
      });
      expect(await survivor.statuses()).toEqual([`a ${becomes}`]);
      expect(server.heard.filter(line => line === '.')).toHaveLength(times);
    },
  );

  it.each(databases.eachSupportedId())(
    'shares its work with another, and mails nobody twice, on %p',
    async databaseId => {
      const config = await sharedDatabase(databaseId);
      const knex = createKnex(config);
      stops.push(() => knex.destroy());
      await applyMigrations(knex);
      const mailed: string[] = [];
      let kills: () => void;
      const some = new Promise<void>(done => {
        kills = done;
      });
      const server = await ScriptedServer.start(
        socket => void socket.write('220 hello\r\n'),
        (line, socket) => {
          const subject = /^Subject: (\w+)/.exec(line)?.[1];
          if (subject) {
            mailed.push(subject);
            if (mailed.length === 40) kills();
          }
          if (line === '.') {
            setTimeout(() => socket.write('250 ok\r\n'), 5);
          } else {
            politely(line, socket);
          }
        },
      );
      stops.push(() => server.stop());
      const survivor = MailBench.over(knex, server.port);
      stops.push(() => survivor.stop());
      await survivor.add(Array.from({ length: 120 }, (_, n) => `n${n}`));
      const child = startProcess(config, server.port);
      survivor.start();
      await some;
      await kill(child);
      await until(async () => {
        await knex('jobs')
          .where({ state: 'running' })
          .where('leased_until', '<', new Date(survivor.now))
          .update({ leased_until: new Date(0) });
        survivor.wait(60_000);
        return (await knex('jobs')).length === 0;
      });
      expect(new Set(mailed).size).toBe(mailed.length);
      const rows = await survivor.rows();
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
