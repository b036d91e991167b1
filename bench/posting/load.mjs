/**
 * People who post, one request after another each, all at once; in a process of
 * their own, as browsers are.
 */
import { Agent, request } from 'node:http';
import { percentile } from '../lib/measure.mjs';
import { serve } from '../lib/serve.mjs';
import { bodies } from './events.mjs';

/** One load of requests, on connections of its own. */
async function load({ port, path, tokens, people, body, ms }) {
  const agent = new Agent({ keepAlive: true, maxSockets: people });
  const statuses = {};
  const times = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: people }, async (_, who) => {
      for (let n = 0; performance.now() < began + ms; n += 1) {
        const asked = performance.now();
        const status = await post(agent, {
          port,
          path,
          token: tokens[who % tokens.length],
          body: JSON.stringify(bodies[body](who, n)),
        });
        times.push(performance.now() - asked);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / seconds,
    seconds,
    statuses,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}

/** @returns the status; a refusal that says not when to come again is another */
function post(agent, { port, path, token, body }) {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method: 'POST',
        path,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      answer => {
        const { statusCode, headers } = answer;
        const isComplete = statusCode < 300 || headers['retry-after'];
        answer.resume();
        answer.on('error', reject);
        answer.on('end', () =>
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

serve(load);
