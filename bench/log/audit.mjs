import { range } from '../lib/backend.mjs';
import { disconnect, requester } from '../lib/http.mjs';
import { openPortal } from '../lib/portal.mjs';
import { p99, timesInTurns } from '../lib/timing.mjs';

async function openAudited(server, activity) {
  const options = { config: { activity }, isAudited: true };
  const portal = await openPortal(server, options);
  const { port } = portal.first;
  const authorization = await portal.first.signIn('user:default/p1');
  const post = requester({ port, base: '/api/audited' }, authorization);
  return { stop: portal.stop, post: () => post('POST', '/') };
}

/** What keeping audit events adds to a request that is audited. */
export async function measure({ server, sizes, figure }) {
  const audited = await openAudited(server, { auditor: { plugins: 'all' } });
  const plain = await openAudited(server, {});
  const sides = { audited: audited.post, plain: plain.post };
  const added = [];
  for (const turn of range(sizes.turns + 1)) {
    const found = await timesInTurns(sides, sizes.auditedRequests, 0);
    if (turn > 0) added.push(p99(found.audited) - p99(found.plain));
  }
  await disconnect();
  await audited.stop();
  await plain.stop();
  figure.median('audit events: added to an audited request, p99', added, 1);
}
