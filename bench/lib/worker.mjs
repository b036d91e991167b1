import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const input = () => JSON.parse(process.argv[2]);

/** Answers the calls of the parent process until that ends; functions by name. */
export function serve(functions) {
  process.on('message', async ({ number, name, query }) => {
    // The platform sends its own messages.
    if (number === undefined) return;
    try {
      process.send({ number, result: await functions[name](query) });
    } catch (error) {
      process.send({ number, error: error.stack });
    }
  });
  process.on('disconnect', () => process.exit());
  process.send({ number: 0 });
}

export const forkModule = (url, payload, env = {}) =>
  fork(fileURLToPath(url), [JSON.stringify(payload)], {
    execArgv: [
      '--expose-gc',
      // V8 would collect the garbage of a quiet process up to three times, some time within
      // minutes, to return memory: half a second of processor time, during an unrelated
      // measurement.
      '--no-memory-reducer',
    ],
    // Logs still cost time, but no one reads them.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });

/** Starts a module that calls `serve`, in a process that ends with this one. */
export async function startWorker(url, payload = {}, env = {}) {
  const child = forkModule(url, payload, env);
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
    call(name, query) {
      calls += 1;
      child.send({ number: calls, name, query });
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

export const startClients = () =>
  startWorker(new URL('clients.mjs', import.meta.url));
