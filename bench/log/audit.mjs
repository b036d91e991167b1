import { percentile, median, timed } from '../lib/timing.mjs';
import { atMost } from '../lib/figures.mjs';
import { disconnect, requester } from '../lib/http.mjs';
import { openPortal } from '../lib/portal.mjs';

/** A portal that keeps audit events, or does not. */
async function openAudited(server, activity) {
  const portal = await openPortal(server, {
    config: { callboard: { activity } },
    features: [new URL('auditedFeatures.mjs', import.meta.url).href],
  });
  const { port } = portal.first;
  const authorization = await portal.first.signIn('user:default/p1');
  const post = requester({ port, base: '/api/audited' }, authorization);
  return { portal, post: () => post('POST', '/') };
}

/** What keeping audit events adds to a request that is audited. */
export async function measureAudit({ server, sizes, figure, progress }) {
  progress('keeping audit events');
  const sides = [
    await openAudited(server, { auditor: { plugins: 'all' } }),
    await openAudited(server, {}),
  ];
  const turns = [];
  for (let turn = -1; turn < sizes.turns; turn += 1) {
    const found = [[], []];
    for (let n = 0; n < sizes.auditedRequests; n += 1) {
      for (const [side, { post }] of sides.entries()) {
        found[side].push((await timed(post)).ms);
      }
    }
    const [kept, plain] = found.map(times => percentile(times, 0.99));
    if (turn >= 0) turns.push({ kept, added: kept - plain });
  }
  disconnect();
  await Promise.all(sides.map(({ portal }) => portal.stop()));
  figure(
    'audit events: added to an audited request, p99',
    median(turns.map(({ added }) => added)),
    atMost(1, 'ms'),
    `of ${median(turns.map(({ kept }) => kept)).toFixed(1)} ms`,
  );
}
