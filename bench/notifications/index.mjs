/**
 * Measures what people's notifications cost the database, side by side with the
 * store of the portal's own plugin, and statements written by hand:
 * `node bench/notifications/index.mjs [notifications] [people] [recipients]`.
 */
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from '../lib/backend.mjs';
import { openPostgres } from '../lib/engines.mjs';
import { line, percentile, rateLine } from '../lib/measure.mjs';
import { writeReport } from '../lib/report.mjs';
import { handSide } from './byHand.mjs';
import { loadBoth, sharesOf } from './data.mjs';
import { markingLines } from './marking.mjs';
import { httpLines } from './overHttp.mjs';
import { personLines, readingLines } from './reading.mjs';
import { addAudience, tell, tellByPeer } from './sending.mjs';
import { callboardSide, openPeer, portalSide } from './sides.mjs';

const [count = 1_000_000, people = 5_000, recipients = 10_000] = process.argv
  .slice(2, 5)
  .map(Number);

const { FanOutBench } = loadBackend(
  'features/notifications/__testUtils__/FanOutBench',
);

const SENDS = 9;
/** Of which the first are not counted. */
const WARMING_SENDS = 2;
const SETTLING_MS = 5_000;

const engine = await openPostgres();
const { knex } = engine;
const { peerKnex, store } = await openPeer(knex);
const bench = await FanOutBench.create(knex);
await loadBoth({ knex, peerKnex, bench }, count, people);
for (const client of [knex, peerKnex]) {
  await client.raw('VACUUM (ANALYZE)');
  await client.raw('CHECKPOINT');
}

process.stdout.write('loaded\n');
// Until the server has written what it was given.
await sleep(SETTLING_MS);

const load = () => loadavg()[0].toFixed(1);
const loadBefore = load();
const shares = sharesOf(count, people);
const callboard = callboardSide(knex, bench.workspace_id);
const hand = await handSide(knex, bench.workspace_id);
const sides = {
  callboard,
  portal: portalSide(store),
  hand: hand.statements,
};
const sections = [];
const add = (name, lines) => {
  process.stdout.write(`${lines.join('\n')}\n`);
  sections.push([name, lines]);
};
add(engine.name, await readingLines(sides, shares));
add('One person at a time', await personLines(sides, shares));
add('Marking', await markingLines({ ...sides, knex, peerKnex, store }));

const audience = await addAudience(bench, recipients);
const sent = [];
for (let n = 0; n < SENDS; n += 1) {
  sent.push(await tell(bench, audience));
}
sent.splice(0, WARMING_SENDS);
const medianOf = name =>
  percentile(
    sent.map(each => each[name]).sort((a, b) => a - b),
    0.5,
  );
const told = `telling ${recipients.toLocaleString('en')} people`;
add('Sending', [
  line(`${told}: the request`, medianOf('ms'), 50, `${sent.length} times`),
  rateLine(
    `${told}: handing it out, people`,
    medianOf('rate'),
    20_000,
    `slowest ${Math.round(
      Math.min(...sent.map(({ rate }) => rate)),
    ).toLocaleString('en')}/s`,
  ),
  rateLine(
    'the same by the portal’s store, which its plugin calls for each person',
    await tellByPeer(store, audience),
  ),
]);
add('Over HTTP', await httpLines(knex, shares));

const [busiest, middle] = [shares[0], shares[Math.floor(people / 2)]].map(
  share => share.toLocaleString('en'),
);
await writeReport({
  title: 'Notifications at size',
  intro: `Made by \`node bench/notifications/index.mjs\`: ${count.toLocaleString(
    'en',
  )} notifications of ${people.toLocaleString(
    'en',
  )} people, one in eight unread, as calls of the stores on one PostgreSQL that writes durably. How many somebody has is distributed log-normally (σ = 1.6), as what people get and do usually is: the busiest has ${busiest}, the middle one ${middle}. Each notification is as likely as any other to be of the person who asks; all sides take turns with the same people, after 100 calls each that are not counted. Everybody is told nine times, of which the first two are not counted. Beside Callboard, with the same notifications, the store of \`@backstage/plugin-notifications-backend\`: its page comes with a count, too, as its endpoint asks for it, and alone. By hand there is one prepared statement for each, with Callboard's rule of who may see what; nothing is made of its answer. Four in five notifications tell of one of 60 projects, a tenth of which are secret; everybody is a member of a third of them. The load of the machine (2 cores) was ${loadBefore} before and ${load()} in the end.`,
  sections,
  file: new URL('RESULTS.md', import.meta.url),
});
await hand.release();
await peerKnex.destroy();
await engine.stop();
process.exit(0);
