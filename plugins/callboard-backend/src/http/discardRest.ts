import { IncomingMessage } from 'http';

/** The limits for a client that continues to send after a rejection. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_MS = 30_000;

/**
 * Discards the rest of a request, so that a client that reads the response only after sending
 * everything still gets it. Closes the connection if the limits are exceeded.
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
  // Errors of this request no longer matter.
  req.on('error', () => {});
  req.once('close', () => clearTimeout(timeout));
  req.resume();
}
