import { requireOfBackend } from './backend.mjs';

const { Agent, FormData, request } = requireOfBackend('undici');

export const openConnections = connections => new Agent({ connections });
const shared = openConnections(100);

export async function send({ port, path, body, authorization, ...options }) {
  const isForm = body instanceof FormData;
  const type = body && !isForm ? 'application/json' : undefined;
  const response = await request(`http://127.0.0.1:${port}${path}`, {
    dispatcher: shared,
    headersTimeout: 0,
    bodyTimeout: 0,
    ...options,
    headers: { authorization, 'content-type': type },
    body: isForm ? body : JSON.stringify(body),
  });
  const { statusCode: status, headers } = response;
  return { status, headers, text: await response.body.text() };
}

/** Returns a function that sends requests as one person, and throws for a status from 400. */
export const createRequester =
  ({ port, base }, authorization, options, path = '') =>
  async (method, route, body) => {
    const { status, headers, text } = await send({
      ...options,
      method,
      port,
      authorization,
      body,
      path: base + path + route,
    });
    if (status >= 400) throw new Error(`${method} ${route}: ${status} ${text}`);
    return headers['content-type']?.includes('json') ? JSON.parse(text) : text;
  };

export const createWorkspaceRequester = (server, authorization, options) =>
  createRequester(server, authorization, options, '/workspaces/default');

/** Opens a response as a stream, for a client without compression. */
export async function openStream(url, authorization) {
  const headers = { authorization, 'accept-encoding': 'identity' };
  const { statusCode, body } = await request(url, { headers });
  if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`);
  return body;
}

/** Creates a form that uploads a CSV file. */
export function createCsvForm(lines, fields = {}) {
  const form = new FormData();
  const file = new Blob([lines.join('\r\n')], { type: 'text/csv' });
  form.set('file', file, 'file.csv');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
