/**
 * People who make items, one after another each, all at once; in a process of
 * their own, as browsers are. Told what to do by a message, answers with the
 * milliseconds it took.
 */
import { disconnect, requester, timed } from '../lib/measure.mjs';

process.once('message', async ({ port, base, authorization, ...work }) => {
  const { path, creators, each } = work;
  const request = requester({ port, base }, authorization);
  const make = title => request('POST', path, { title });
  const together = run => Promise.all(Array.from({ length: creators }, run));
  // Also the connections are there before the clock runs.
  await together(() => make('Warm'));
  const { ms } = await timed(() =>
    together(async (_, who) => {
      for (let n = 0; n < each; n += 1) {
        await make(`Item ${n} of ${who}`);
      }
    }),
  );
  disconnect();
  process.send(ms, () => process.exit());
});
