import { loadBackend } from '../lib/backend.mjs';
import { rateLine, timed } from '../lib/measure.mjs';
import { daysBefore, fill } from '../activity/data.mjs';
import { offlineCases } from './offline.mjs';
import { addRowsOneByOne } from './sqliteRows.mjs';
import { sealAll } from './sealing.mjs';

const { toVerification, verifyChain } = loadBackend(
  'features/integrity/verify/verifyChain',
);
const { isPostgres } = loadBackend('database/dialect');

const RUNS = 3;

/** How fast the log is sealed and checked, and what memory that takes. */
export async function* checkingCases({ knex, reader, settle, sizes }, wanted) {
  const span = daysBefore(Date.now());
  const rows = isPostgres(knex) ? wanted : wanted / 10;
  for (const table of ['sealed_rows', 'seals', 'seal_mark']) {
    await knex(`activity_${table}`).delete();
  }
  await knex('activity').delete();
  if (isPostgres(knex)) {
    await fill(knex, { ...span, rows });
  } else {
    await addRowsOneByOne(knex, { ...span, rows });
  }
  await settle();
  const sealing = await timed(() => sealAll(knex));
  yield rateLine(
    'sealing without rest',
    sealing.value / (sealing.ms / 1_000),
    undefined,
    `${sealing.value.toLocaleString('en')} rows`,
  );
  for (let run = 0; run < RUNS; run += 1) {
    const { ms, value } = await timed(async () =>
      toVerification(await verifyChain(reader, {})),
    );
    if (!value.ok || value.rows_checked !== rows) {
      throw new Error(`Wrong: ${JSON.stringify(value)}`);
    }
    yield rateLine(
      `checking all rows, run ${run + 1}`,
      value.rows_checked / (ms / 1_000),
      50_000,
      `${Math.round(process.memoryUsage().rss / 1e6)} MB in use by the process`,
    );
  }
  if (isPostgres(knex)) {
    yield* offlineCases(knex);
  }
  const [{ bytes }] = await knex('activity_sealed_rows').select(
    knex.raw('SUM(length(ids) + length(salts) + length(hashes)) AS bytes'),
  );
  const { activity } = await sizes();
  const ofRows = activity ? `${activity} MB are the rows` : '';
  yield `| the seals beside the log | ${Math.round(
    Number(bytes) / 1e6,
  )} MB | | ${ofRows} |`;
}
