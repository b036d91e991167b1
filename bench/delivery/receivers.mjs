/**
 * Receivers of webhooks, in a process of their own: `/quick` answers in 20 ms,
 * `/hang` never. Returns how many requests `/quick` got, and how old they were.
 */
import { createServer } from 'node:http';
import { serve } from '../lib/worker.mjs';

const ANSWER_MS = 20;

let ages = [];
let received = 0;

function handle(req, res) {
  let text = '';
  req.setEncoding('utf8');
  req.on('data', chunk => {
    text += chunk;
  });
  req.on('end', () => {
    if (req.url === '/hang') return;
    received += 1;
    ages.push(Date.now() - Date.parse(JSON.parse(text).timestamp));
    setTimeout(() => res.writeHead(204).end(), ANSWER_MS);
  });
}

/** A server on a host, on a free port. */
async function listen(host) {
  const server = createServer({ keepAliveTimeout: 30_000 }, handle);
  await new Promise(resolve => server.listen(0, host, resolve));
  return `http://${host}:${server.address().port}`;
}

serve(async ({ ask, hosts }) => {
  if (ask === 'listen') {
    return Promise.all(hosts.map(listen));
  }
  const report = { received, ages };
  ages = [];
  received = 0;
  return report;
});
