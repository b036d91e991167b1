/** Receivers of webhooks: `/quick` responds in 20 ms, `/hang` never. */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { serve } from '../lib/worker.mjs';

const RESPONSE_MS = 20;
const ages = [];

async function receive(req, res) {
  const body = await text(req);
  if (req.url === '/hang') return;
  ages.push(Date.now() - Date.parse(JSON.parse(body).timestamp));
  setTimeout(() => res.writeHead(204).end(), RESPONSE_MS);
}

async function listen(host) {
  const server = createServer({ keepAliveTimeout: 30_000 }, receive);
  await new Promise(resolve => server.listen(0, host, resolve));
  return `http://${host}:${server.address().port}`;
}

serve({
  listen: hosts => Promise.all(hosts.map(listen)),
  /** Returns the ages of the changes received since the last call. */
  takeAges: () => ages.splice(0),
});
