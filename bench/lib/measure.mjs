import { Agent, request } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Runs something, and says how long it took. */
export async function timed(run) {
  const began = performance.now();
  const value = await run();
  return { ms: performance.now() - began, value };
}

/**
 * Runs something, and says how long it took, and for how long at most the process
 * answered nobody meanwhile; milliseconds.
 */
export async function timedWithPauses(run) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await setTimeout(20);
  delays.reset();
  // What is measured is from one turn to the next, and this one is the first.
  await setTimeout(5);
  const { ms, value } = await timed(run);
  await setTimeout(5);
  delays.disable();
  return { ms, value, longestPause: delays.max / 1e6 };
}

/** How long each of several runs took, shortest first. */
export async function times(runs, run) {
  const found = [];
  for (let n = 0; n < runs; n += 1) {
    found.push((await timed(() => run(n))).ms);
  }
  return found.sort((a, b) => a - b);
}

/** The value below which a part of sorted values lie. */
export function percentile(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

/** The median of some warm runs. */
export async function median(run, runs = 7) {
  return percentile(await times(runs, run), 0.5);
}

/**
 * How long several runs took that take turns, by their names, shortest first; the
 * first turns are for warming.
 */
export async function timesInTurns(runs, turns = 15, warming = 5) {
  const found = Object.fromEntries(Object.keys(runs).map(name => [name, []]));
  for (let turn = 0; turn < warming + turns; turn += 1) {
    for (const [name, run] of Object.entries(runs)) {
      const { ms } = await timed(run);
      if (turn >= warming) found[name].push(ms);
    }
  }
  Object.values(found).forEach(all => all.sort((a, b) => a - b));
  return found;
}

/** The medians of several runs that take turns, by their names. */
export async function mediansInTurns(runs, turns, warming) {
  return Object.fromEntries(
    Object.entries(await timesInTurns(runs, turns, warming)).map(
      ([name, all]) => [name, percentile(all, 0.5)],
    ),
  );
}

/**
 * Runs something, and says by how much what is still in use grew meanwhile;
 * megabytes. It is looked at some times a second, each time after what is in use
 * no more was thrown away, which makes the run slower.
 */
export async function liveMemoryDuring(run) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const inUse = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = inUse();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, inUse());
  }, 300);
  try {
    await run();
  } finally {
    clearInterval(watch);
  }
  return (most - before) / 1e6;
}

const sharedAgent = new Agent({ keepAlive: true, maxSockets: 100 });

/** A browser has no more connections to one server. */
const OF_A_BROWSER = 6;

/** Connections as one browser has them; whoever made it destroys it. */
export const browserAgent = () =>
  new Agent({ keepAlive: true, maxSockets: OF_A_BROWSER });

/** Lets go of the connections that requests have used; the server waits. */
export function disconnect() {
  sharedAgent.destroy();
}

/**
 * Requests to one workspace, in somebody's name; the answer read to the end.
 *
 * @param agent - whose connections they take; those of the process by default
 */
export function requester(callboard, authorization, slug = 'default', agent) {
  return requesterOf(
    callboard,
    authorization,
    `${callboard.base}/workspaces/${slug}`,
    agent,
  );
}

/** The same for paths below any other. */
export function requesterOf(
  callboard,
  authorization,
  base,
  agent = sharedAgent,
) {
  return async (method, path, body) => {
    const { status, text } = await send({
      agent,
      port: callboard.port,
      method,
      path: base + path,
      authorization,
      body,
    });
    if (status >= 400) {
      throw new Error(`${method} ${path}: ${status} ${text}`);
    }
    return text && method !== 'GET' ? JSON.parse(text) : text;
  };
}

async function send(asked) {
  const { agent, port, method, path, authorization, body } = asked;
  // The platform's own encoder of forms.
  const form = body instanceof FormData ? new Response(body) : undefined;
  const payload = form
    ? Buffer.from(await form.arrayBuffer())
    : body && Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        port,
        method,
        path: path.replaceAll(' ', '%20'),
        headers: {
          authorization,
          ...(payload && {
            'content-type':
              form?.headers.get('content-type') ?? 'application/json',
            'content-length': payload.length,
          }),
        },
      },
      answer => {
        const parts = [];
        answer.on('data', part => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode,
            text: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    sent.on('error', error => {
      // The server has closed the connection, as nobody used it for a while:
      // https://nodejs.org/api/http.html#requestreusedsocket
      const isClosed = sent.reusedSocket && error.code === 'ECONNRESET';
      if (isClosed) resolve(send(asked));
      else reject(error);
    });
    sent.end(payload);
  });
}

/** Statements that only read, as knex or we write them. */
export const anyRead = /^\s*(select|with)\b/i;

/** Statements about a table. */
export const readsOf = table => new RegExp(`from ["\`]${table}["\`]`, 'i');

/** How the statements that match, of those that `run` makes, are answered. */
export async function planOf(engine, matching, run) {
  const seen = [];
  const remember = ({ sql, bindings }) => {
    if (matching.test(sql)) seen.push([sql, bindings]);
  };
  const clients = new Set([engine.knex, engine.reader]);
  clients.forEach(client => client.on('query', remember));
  await run();
  clients.forEach(client => client.off('query', remember));
  const plans = [];
  for (const [sql, bindings] of seen) {
    plans.push(await engine.explain(sql, bindings ?? []));
  }
  return [...new Set(plans)].filter(Boolean).join(' · ');
}

/** A line of a report: late when it took longer than its bound. */
export function line(what, ms, bound, note = '') {
  const limit = bound === undefined ? '' : `${Math.round(bound)} ms`;
  const late = bound !== undefined && ms > bound ? ' **over**' : '';
  return `| ${what} | ${ms.toFixed(
    ms < 10 ? 1 : 0,
  )} ms${late} | ${limit} | ${note} |`;
}

/** The same for what should be fast: so many a second, at least. */
export function rateLine(what, rate, bound, note = '') {
  const late = bound !== undefined && rate < bound ? ' **under**' : '';
  return `| ${what} | ${Math.round(rate).toLocaleString('en')}/s${late} | ${
    bound === undefined ? '' : `≥ ${bound.toLocaleString('en')}/s`
  } | ${note} |`;
}

/** The same for how many times as fast, or as slow, something is as another. */
export function ratioLine(what, ratio, { atLeast, atMost }, note = '') {
  const isMissed = ratio < atLeast || ratio > atMost;
  const [miss, bound] = atLeast
    ? [' **under**', `≥ ${atLeast} ×`]
    : [' **over**', `≤ ${atMost} ×`];
  return `| ${what} | ${ratio.toFixed(2)} ×${
    isMissed ? miss : ''
  } | ${bound} | ${note} |`;
}
