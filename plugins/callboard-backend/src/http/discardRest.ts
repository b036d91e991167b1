import { IncomingMessage } from 'http';

/** A client that sends on after it was refused gets this much of our time. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_MS = 30_000;

/**
 * Lets the rest of a request go by unread, so that its client, which may read
 * the answer only when it has sent everything, does get to see it. Breaks the
 * connection when there is no end to it.
 */
export function discardRest(req: IncomingMessage): void {
  if (req.complete || req.destroyed) {
    return;
  }
  let bytes = 0;
  const giveUp = () => req.destroy();
  const timeout = setTimeout(giveUp, MAX_MS).unref();
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) {
      giveUp();
    }
  });
  // Nobody waits for this request any more.
  req.on('error', () => {});
  req.once('close', () => clearTimeout(timeout));
  req.resume();
}
