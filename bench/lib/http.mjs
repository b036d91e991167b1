import { Agent, request } from 'node:http';

const sharedAgent = new Agent({ keepAlive: true, maxSockets: 100 });

/** A browser opens no more connections to one server. */
const OF_A_BROWSER = 6;

/** The connections of one browser; the caller destroys it. */
export const browserAgent = () =>
  new Agent({ keepAlive: true, maxSockets: OF_A_BROWSER });

/** Closes the connections of `requester`, which the server waits for when it stops. */
export function disconnect() {
  sharedAgent.destroy();
}

/**
 * Sends requests below a path in one person's name and reads the whole response.
 *
 * @param server - its `port` and the `base` of its paths
 * @throws Error for a status of 400 and above
 */
export function requester(
  server,
  authorization,
  path = '',
  agent = sharedAgent,
) {
  return async (method, below, body) => {
    const { status, headers, text } = await send({
      ...{ agent, method, authorization, body },
      port: server.port,
      path: server.base + path + below,
    });
    if (status >= 400) {
      throw new Error(`${method} ${below}: ${status} ${text}`);
    }
    return headers['content-type']?.includes('json') ? JSON.parse(text) : text;
  };
}

/** The same below the path of the default workspace. */
export const workspaceRequester = (server, authorization, agent) =>
  requester(server, authorization, '/workspaces/default', agent);

/** Sends one request; resolves whatever the status. */
export async function send(options) {
  const { agent, port, method, path, authorization, body } = options;
  // The platform's own encoder of forms.
  const form = body instanceof FormData ? new Response(body) : undefined;
  const payload = form
    ? Buffer.from(await form.arrayBuffer())
    : body && Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const headers = {
      authorization,
      ...(payload && {
        'content-type': form?.headers.get('content-type') ?? 'application/json',
        'content-length': payload.length,
      }),
    };
    const sent = request(
      { agent, port, method, path: path.replaceAll(' ', '%20'), headers },
      response => {
        const parts = [];
        response.on('data', part => parts.push(part));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            text: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    sent.on('error', error => {
      // The server has closed the idle connection:
      // https://nodejs.org/api/http.html#requestreusedsocket
      const isClosed = sent.reusedSocket && error.code === 'ECONNRESET';
      if (isClosed) resolve(send(options));
      else reject(error);
    });
    sent.end(payload);
  });
}
