import { ChildProcess, spawn, spawnSync } from 'child_process';
import { once } from 'events';
import express from 'express';
import { readFileSync } from 'fs';
import { createServer } from 'http';
import { AddressInfo } from 'net';
import { join } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { oneDatabase } from '../../__testUtils__/databases';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { createRouter } from './__testUtils__/documentedRouter';
import { Hooks } from './__testUtils__/Hooks';

const page = readFileSync(
  join(__dirname, '../../../../../docs/webhooks.md'),
  'utf8',
);

/** The only program in a language on the page. */
function programIn(language: string): string {
  const [, program] = page.split(`\n\`\`\`${language}\n`);
  return program.split('\n```\n')[0];
}

const commands: Record<string, [command: string, ...args: string[]]> = {
  js: [process.execPath, '--input-type=module', '-e', programIn('js')],
  python: ['python3', '-c', programIn('python')],
};

const isThere = (language: string) =>
  spawnSync(commands[language][0], ['--version']).status === 0;

/** A port that nobody has. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

describeCallboard(
  'the receivers in the documentation',
  {
    databases: oneDatabase,
    config: { webhooks: { allow: ['127.0.0.1'], retrySeconds: [0.1] } },
  },
  callboard => {
    let running: ChildProcess | undefined;

    afterEach(() => {
      running?.kill();
    });

    // Whoever develops Callboard need not have Python.
    it.each(Object.keys(commands).filter(isThere))(
      'take genuine events once, in %s',
      async language => {
        const port = await freePort();
        const url = `http://127.0.0.1:${port}/`;
        const hooks = await Hooks.in(callboard());
        const { path, secret } = await hooks.make({ url });
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

        await hooks.makeDepartment('Zürich');
        const [{ id, status }] = await hooks.settled(path);
        expect(status).toBe('delivered');
        await callboard()
          .as('superAdmin')
          .post(`${path}/deliveries/${id}/replay`)
          .expect(200);
        expect(await hooks.settled(path)).toMatchObject([
          { status: 'delivered', try_count: 2 },
        ]);
        expect(output).toBe(`${id} department.create Zürich\n`);
      },
    );

    it('take genuine events in a backend plugin', async () => {
      const documented = readFileSync(
        join(__dirname, '__testUtils__', 'documentedRouter.ts'),
        'utf8',
      );
      expect(programIn('ts')).toBe(documented.trimEnd());
      const log = jest.spyOn(console, 'log').mockImplementation();
      const app = express();
      const server = app.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const hooks = await Hooks.in(callboard());
      const url = `http://127.0.0.1:${port}/callboard`;
      const { path, secret } = await hooks.make({ url });
      app.use(createRouter(secret));
      await hooks.makeDepartment();
      const [{ id, status }] = await hooks.settled(path);
      expect(status).toBe('delivered');
      expect(log.mock.calls).toEqual([[id, 'department.create', 'Sue Super']]);
      log.mockRestore();
      server.close();
    });
  },
);
