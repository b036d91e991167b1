import { atMost } from '../lib/figures.mjs';
import { requester } from '../lib/http.mjs';
import { openPortal } from '../lib/portal.mjs';
import { p99, timesInTurns } from '../lib/timing.mjs';

async function openAudited(server, activity) {
  const options = { config: { activity }, isAudited: true };
  const { first, stop } = await openPortal(server, options);
  const authorization = await first.signIn('user:default/p1');
  const audited = { port: first.port, base: '/api/audited' };
  const post = requester(audited, authorization);
  return { stop, post: () => post('POST', '/') };
}

/** What keeping audit events adds to a request that is audited. */
export async function measure({ server, sizes, figure }) {
  const settings = [{ auditor: { plugins: 'all' } }, {}];
  const opening = settings.map(activity => openAudited(server, activity));
  const [audited, plain] = await Promise.all(opening);
  const sides = { audited: audited.post, plain: plain.post };
  const found = await timesInTurns(sides, sizes.auditedRequests, 200);
  await audited.stop();
  await plain.stop();
  const [most, least] = [found.audited, found.plain].map(p99);
  const what = 'audit events: added to an audited request, p99';
  const note = `${most.toFixed(1)} and ${least.toFixed(1)} ms`;
  figure(what, most - least, atMost(1, 'ms'), note);
}
