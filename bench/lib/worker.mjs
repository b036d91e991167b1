import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const readPayload = () => JSON.parse(process.argv[2]);

/** Runs functions by name for the parent process, and exits when the parent process ends. */
export function serve(functions) {
  process.on('message', async ({ name, argument }) => {
    try {
      const result = await functions[name](argument);
      process.send({ isResponse: true, result });
    } catch (error) {
      process.send({ isResponse: true, error: error.stack });
    }
  });
  process.on('disconnect', () => process.exit());
  // The first response tells the parent process that this one is ready.
  process.send({ isResponse: true });
}

/** @param path - the path of the module below `bench` */
export const forkModule = (path, payload) =>
  fork(join(import.meta.dirname, '..', path), [JSON.stringify(payload)], {
    execArgv: [
      '--expose-gc',
      // An idle process would collect garbage in the next minutes, which delays other measurements.
      '--no-memory-reducer',
    ],
    // Discards stdout, with the logs: writing them still takes time, but nobody reads them.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });

/** Starts a module that calls `serve`, in a process that ends with this one. */
export async function startWorker(path, payload = {}) {
  const child = forkModule(path, payload);
  const ended = once(child, 'exit');
  let respond;
  // The hook that loads TypeScript also sends messages.
  child.on('message', message => message.isResponse && respond(message));
  ended.then(() => respond({ error: `${path} ended` }));
  const readResponse = async () => {
    const { result, error } = await new Promise(resolve => {
      respond = resolve;
    });
    if (error) throw new Error(error);
    return result;
  };
  await readResponse();
  return {
    /** Calls a function. Each call must end before the next begins. */
    call(name, argument) {
      child.send({ name, argument });
      return readResponse();
    },
    stop() {
      if (child.connected) child.disconnect();
      return ended;
    },
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

export const startClients = () => startWorker('lib/clients.mjs');
