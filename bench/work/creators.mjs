/**
 * People who make items, one after another each, all at once; in a process of
 * their own, as browsers are. Told what to do by a JSON argument, prints the
 * milliseconds it took.
 */
import { disconnect, requester, timed } from '../lib/measure.mjs';

const { server, authorization, path, creators, each } = JSON.parse(
  process.argv[2],
);
const request = requester(server, authorization);

/** Everybody makes some items. */
const make = count =>
  Promise.all(
    Array.from({ length: creators }, async (_, who) => {
      for (let n = 0; n < count; n += 1) {
        await request('POST', path, { title: `Item ${n} of ${who}` });
      }
    }),
  );

// Warm, and with all connections there, before the clock runs.
await make(each / 4);
const { ms } = await timed(() => make(each));
disconnect();
console.log(ms);
