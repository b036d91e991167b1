import { loadBackend } from '../lib/backend.mjs';
import { rateLine, timed } from '../lib/measure.mjs';
import { sealAll } from '../integrity/sealing.mjs';

const { toVerification, verifyChain } = loadBackend(
  'features/integrity/verify/verifyChain',
);

/** How fast all of the log is sealed and checked. */
export async function* wholenessCases({ knex, send }, when) {
  const sealing = await timed(() => sealAll(knex));
  yield rateLine(
    `sealing what is not yet, ${when}`,
    sealing.value / (sealing.ms / 1_000),
    undefined,
    `${sealing.value.toLocaleString('en')} rows`,
  );
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 200);
  const before = process.memoryUsage().rss;
  const { ms, value } = await timed(async () =>
    toVerification(await verifyChain(knex, {})),
  );
  clearInterval(watch);
  if (!value.ok) {
    throw new Error(`Not whole: ${JSON.stringify(value)}`);
  }
  yield rateLine(
    `checking ${value.rows_checked.toLocaleString('en')} rows, ${when}`,
    value.rows_checked / (ms / 1_000),
    50_000,
    `the process has ${Math.round(before / 1e6)} MB, ${Math.round(
      most / 1e6,
    )} MB at most meanwhile`,
  );
  const { equal } = JSON.parse(
    await send('GET', '/admin/activity/counts/check'),
  );
  if (!equal) {
    throw new Error('The counts are wrong');
  }
}
