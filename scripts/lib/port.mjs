/** The port the portal listens on. */
import { createServer } from 'node:net';
import { fail } from './say.mjs';

const DEFAULT_PORT = 7007;

/** Returns the port in `PORT`, or `fallback`; ends the process if `PORT` is invalid. */
export function readPort(fallback = DEFAULT_PORT) {
  const text = process.env.PORT;
  if (text === undefined || text === '') {
    return fallback;
  }
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    fail(`PORT must be a number from 1 to 65535, not "${text}".`);
  }
  return port;
}

function canListen(port, host) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', error => resolve(error.code !== 'EADDRINUSE'));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/**
 * Whether the port is free. Checks both loopback addresses: a browser may use either for
 * `localhost`.
 */
export async function isPortFree(port) {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));
}

/** Returns the first free port, starting at `first`. */
export async function findFreePort(first) {
  let port = first;
  while (!(await isPortFree(port))) port += 1;
  return port;
}
