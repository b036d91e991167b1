import { createRequester } from '../lib/http.mjs';
import { openPortal } from '../lib/portal.mjs';
import { p99, timeAlternately } from '../lib/timing.mjs';

async function openAudited(server, activity) {
  const options = { config: { activity }, isAudited: true };
  const { first, stop } = await openPortal(server, options);
  const authorization = await first.signIn('user:default/p1');
  const post = createRequester({ ...first, base: '/api/empty' }, authorization);
  return { stop, post: () => post('POST', '/audited') };
}

export async function measure({ server, sizes, figure }) {
  const [audited, plain] = await Promise.all([
    openAudited(server, { auditor: { plugins: 'all' } }),
    openAudited(server, {}),
  ]);
  const sides = { audited: audited.post, plain: plain.post };
  const found = await timeAlternately(sides, sizes.auditedRequests, 200);
  await audited.stop();
  await plain.stop();
  const [auditedMs, plainMs] = [found.audited, found.plain].map(p99);
  const what = 'audit events: added to an audited request, p99';
  const note = `${auditedMs.toFixed(1)} and ${plainMs.toFixed(1)} ms`;
  figure.atMost(what, auditedMs - plainMs, 1, 'ms', note);
}
