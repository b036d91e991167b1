import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigSources } from '@backstage/config-loader';
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(__dirname, '../../..');
const script = (name: string) =>
  JSON.stringify(pathToFileURL(join(root, 'scripts/lib', name)).href);

/** The steps of `npm start` around a portal, with the test's own backend and build. */
const program = `
  import { join } from 'node:path';
  import { setTimeout as sleep } from 'node:timers/promises';
  import { AppBuildError } from ${script('appBuild.mjs')};
  import { takeLock, runWhileLocked } from ${script('lock.mjs')};
  import { PortalClient } from ${script('PortalClient.mjs')};
  import { PortalProcess } from ${script('PortalProcess.mjs')};
  import { fail, say } from ${script('say.mjs')};
  import { startPortal } from ${script('startPortal.mjs')};

  const [folder, port, build] = process.argv.slice(1);
  const builds = {
    none: () => undefined,
    slow: () => sleep(500).then(() => say('the app is built')),
    broken: async () => {
      throw new AppBuildError('a missing bracket');
    },
  };
  takeLock(join(folder, 'portal.json'));
  await runWhileLocked(join(folder, 'start.json'), () => {}, async () => {
    const portal = new PortalProcess({
      port,
      log: join(folder, 'log'),
      settings: {},
      entry: join(folder, 'backend.cjs'),
      awaitsApp: build !== 'none',
      args: [],
    });
    const client = new PortalClient('http://127.0.0.1:' + port);
    try {
      await startPortal({ portal, client, app: builds[build]() });
      say('the portal is ready');
    } catch (error) {
      fail(portal.readLastLines(), error.message);
    }
  });
  process.exit(0);
`;

/** Listens on the port it is given, and answers every request with 200. */
const serve = `require('node:http')
  .createServer((_, res) => res.end())
  .listen(process.env.APP_CONFIG_backend_listen_port, '127.0.0.1');`;

function getFreePort(): Promise<number> {
  return new Promise(done => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

describe('npm start', () => {
  const folder = createMockDirectory();
  beforeEach(() => folder.clear());

  /** Starts a backend of one module; returns its result. */
  async function start(backend: string, build = 'none') {
    writeFileSync(join(folder.path, 'backend.cjs'), backend);
    const port = await getFreePort();
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        program,
        folder.path,
        String(port),
        build,
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let output = '';
    const keep = (text: string) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const code = await new Promise(done => child.once('close', done));
    const locks = ['start.json', 'portal.json'].filter(name =>
      existsSync(join(folder.path, name)),
    );
    return { code, output, locks };
  }

  it('reports ready when the backend is ready', async () => {
    const { code, output, locks } = await start(serve);
    expect(output).toBe('the portal is ready\n');
    expect({ code, locks }).toEqual({ code: 0, locks: [] });
  });

  it('prints the cause, exits with 1 and releases its locks when the backend exits', async () => {
    const { code, output, locks } = await start(
      `console.error('callboard.activity.privacy: must be one of named, off'); process.exit(1)`,
    );
    expect(output).toMatch(/callboard\.activity\.privacy.*\n.*code 1/);
    expect({ code, locks }).toEqual({ code: 1, locks: [] });
  });

  it('stops a running backend that reports a failed plugin, and exits with 1 @full', async () => {
    const { code, output, locks } = await start(
      `console.log("Plugin 'catalog' threw an error during startup, waiting for 2 other plugins to finish before shutting down the process. no such host");
       setInterval(() => {}, 1000)`,
    );
    expect(output).toMatch(/\nPlugin 'catalog'.*no such host\n$/);
    expect({ code, locks }).toEqual({ code: 1, locks: [] });
  });

  it('continues when a plugin fails that is permitted to fail @full', async () => {
    const { code, output } = await start(
      `console.log("Plugin 'catalog' threw an error during startup, but boot failure is permitted for this plugin so startup will continue.");
       setTimeout(() => { ${serve} }, 500)`,
    );
    expect({ code, output }).toEqual({
      code: 0,
      output: 'the portal is ready\n',
    });
  });

  it('notifies a backend that waits for the app when the app is built @full', async () => {
    const { code, output } = await start(
      `if (!process.env.CALLBOARD_AWAIT_APP_BUILD) process.exit(2);
       setInterval(() => {}, 1_000);
       process.once('message', () => { ${serve} });`,
      'slow',
    );
    expect({ code, output }).toEqual({
      code: 0,
      output: 'the app is built\nthe portal is ready\n',
    });
  });

  it('stops the backend and exits with 1 when the app build fails', async () => {
    const { code, output, locks } = await start(
      `setInterval(() => {}, 1000)`,
      'broken',
    );
    expect(output).toContain('a missing bracket');
    expect({ code, locks }).toEqual({ code: 1, locks: [] });
  });
});

describe('npm start -- --config', () => {
  const folder = createMockDirectory();
  const base = join(root, 'app-config.yaml');
  const local = join(root, 'app-config.local.yaml');
  const own = [base, ...(existsSync(local) ? [local] : [])];
  const named = (files: string[]) => files.flatMap(file => ['--config', file]);

  /** Returns the arguments that the script passes to the backend. */
  async function layer(...args: string[]): Promise<string[]> {
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { layerConfigArguments } from ${script('configArguments.mjs')};
         console.log(JSON.stringify(layerConfigArguments(process.argv.slice(1))));`,
        '--',
        ...args,
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let output = '';
    for await (const text of child.stdout) output += text;
    return JSON.parse(output);
  }

  it('adds files after the default configuration, with absolute paths', async () => {
    expect(await layer('--config', 'mine.yaml', '--config=/a/b.yaml')).toEqual(
      named([...own, join(root, 'mine.yaml'), '/a/b.yaml']),
    );
    expect(await layer('--config', 'https://example.com/c.yaml')).toEqual(
      named([...own, 'https://example.com/c.yaml']),
    );
  });

  it('omits the default configuration when the list includes app-config.yaml', async () => {
    const files = ['app-config.yaml', 'app-config.production.yaml'];
    expect(await layer(...named(files))).toEqual(
      named(files.map(file => join(root, file))),
    );
  });

  it('adds no files when no --config is given', async () => {
    expect(await layer('--inspect')).toEqual(['--inspect']);
  });

  it('overrides keys of callboard, including the sender of emails', async () => {
    const file = join(folder.path, 'mine.yaml');
    const from = 'Portal <portal@example.com>';
    writeFileSync(
      file,
      `callboard: { mail: { from: ${from}, replyTo: help@example.com }, superAdmins: [] }`,
    );
    const config = await ConfigSources.toConfig(
      ConfigSources.default({
        watch: false,
        argv: await layer('--config', file),
        // Like the backend of `npm start`.
        env: process.env,
        substitutionFunc: async name =>
          name === 'CALLBOARD_MAIL_FOLDER' ? '/data/mails' : undefined,
      }),
    );
    expect(config.get('callboard')).toMatchObject({
      mail: { from, replyTo: 'help@example.com', folder: '/data/mails' },
      superAdmins: [],
    });
  });

  it('omits the email folder when the environment variable is missing', async () => {
    const config = await ConfigSources.toConfig(
      ConfigSources.default({
        watch: false,
        argv: named([base]),
        substitutionFunc: async () => undefined,
      }),
    );
    expect(config.get('callboard.mail')).toEqual({
      from: 'Callboard <callboard@lantern.example>',
    });
  });
});
