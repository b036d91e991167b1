import { mapValues } from '../lib/backend.mjs';
import { createRequester } from '../lib/http.mjs';
import { openPortal } from '../lib/portal.mjs';
import { p99, timeAlternately } from '../lib/timing.mjs';

/** Opens a portal with the auditor module, which stores nothing without `activity.auditor`. */
async function openWithAuditor(server, activity) {
  const options = { config: { activity }, hasAuditor: true };
  const { first, stop } = await openPortal(server, options);
  const authorization = await first.signIn('user:default/p1');
  const post = createRequester({ ...first, base: '/api/empty' }, authorization);
  return { stop, post: () => post('POST', '/audited') };
}

export async function measure({ server, sizes, figure }) {
  const [recorded, unrecorded] = await Promise.all([
    openWithAuditor(server, { auditor: { plugins: 'all' } }),
    openWithAuditor(server, {}),
  ]);
  const sides = { recorded: recorded.post, unrecorded: unrecorded.post };
  const times = await timeAlternately(sides, sizes.auditedRequests, 200);
  await recorded.stop();
  await unrecorded.stop();
  const ms = mapValues(times, p99);
  const what = 'audit events: added to an audited request, p99';
  const note = `${ms.recorded.toFixed(1)} and ${ms.unrecorded.toFixed(1)} ms`;
  figure.atMost(what, ms.recorded - ms.unrecorded, 1, 'ms', note);
}
