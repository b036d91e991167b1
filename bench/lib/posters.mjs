/**
 * People who post at the same time, each one request after another; in a process of
 * their own, as browsers are.
 */
import { Agent, request } from 'node:http';
import { bodies } from './events.mjs';
import { percentile } from './timing.mjs';
import { serve } from './worker.mjs';

/** @returns how many requests a second the server handled, and their statuses */
async function post({ port, path, authorizations, people, body, ms }) {
  const agent = new Agent({ keepAlive: true, maxSockets: people });
  const statuses = {};
  const times = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: people }, async (_, who) => {
      for (let n = 0; performance.now() < began + ms; n += 1) {
        const sentAt = performance.now();
        const status = await send(agent, {
          port,
          path,
          authorization: authorizations[who % authorizations.length],
          body: JSON.stringify(bodies[body](who, n)),
        });
        times.push(performance.now() - sentAt);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return {
    perSecond: times.length / seconds,
    seconds,
    statuses,
    p99: percentile(times, 0.99),
  };
}

/** @returns the status, which is incomplete for a refusal without `Retry-After` */
function send(agent, { port, path, authorization, body }) {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method: 'POST',
        path,
        headers: {
          authorization,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      response => {
        const { statusCode, headers } = response;
        const isComplete = statusCode < 300 || headers['retry-after'];
        response.resume();
        response.on('error', reject);
        response.on('end', () =>
          resolve(
            isComplete ? statusCode : `${statusCode} without Retry-After`,
          ),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

serve(post);
