import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What `startWorker` gave this process. */
export const input = () => JSON.parse(process.argv[2]);

/** Answers the calls of the parent process until that ends. */
export function serve(handle) {
  process.on('message', async ({ number, query }) => {
    // The platform sends messages of its own.
    if (number === undefined) return;
    try {
      process.send({ number, result: await handle(query) });
    } catch (error) {
      process.send({ number, error: error.stack });
    }
  });
  process.on('disconnect', () => process.exit());
  process.send({ number: 0 });
}

/**
 * Starts a module in a process of its own, so that what is measured and what
 * measures share no event loop.
 *
 * @param url - of the module, which calls `serve`
 * @param options.input - for the module, as JSON
 * @returns what calls it and ends it; it ends with this process too
 */
export async function startWorker(url, options = {}) {
  const child = fork(
    fileURLToPath(url),
    [JSON.stringify(options.input ?? {})],
    {
      execArgv: ['--expose-gc'],
      // Logs cost what they cost, and nobody reads them.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, ...options.env },
    },
  );
  const waiting = new Map();
  let calls = 0;
  const ended = new Promise(resolve => child.once('exit', resolve));
  ended.then(() => {
    const error = new Error(`${url} ended`);
    waiting.forEach(({ reject }) => reject(error));
    waiting.clear();
  });
  child.on('message', ({ number, result, error }) => {
    const { resolve, reject } = waiting.get(number) ?? {};
    waiting.delete(number);
    if (error) reject?.(new Error(error));
    else resolve?.(result);
  });
  const response = number =>
    new Promise((resolve, reject) => waiting.set(number, { resolve, reject }));
  await response(0);
  return {
    pid: child.pid,
    call(query) {
      calls += 1;
      child.send({ number: calls, query });
      return response(calls);
    },
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
