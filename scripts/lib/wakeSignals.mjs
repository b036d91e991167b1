/** Makes live updates work for the first browser that connects. */
import { request } from 'node:http';

const RESPONSE_TIMEOUT_MS = 500;

/**
 * Sends a WebSocket request to the signals plugin and drops the connection. The first request makes
 * the plugin listen for WebSocket connections, but the plugin never responds to this request. If a
 * browser sent the first request, it would have no live updates for seconds.
 *
 * @param url the portal's address
 */
export function wakeSignals(url) {
  return new Promise(resolve => {
    const attempt = request(`${url}/api/signals`, {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64'),
      },
    });
    const end = () => {
      attempt.destroy();
      resolve();
    };
    attempt.once('upgrade', end).once('response', end).once('error', end);
    attempt.setTimeout(RESPONSE_TIMEOUT_MS, end);
    attempt.end();
  });
}
