import { loadBackend } from '../lib/backend.mjs';
import { atLeast } from '../lib/figures.mjs';
import { timed } from '../lib/timing.mjs';

const { toVerification, verifyChain } = loadBackend(
  'features/integrity/verify/verifyChain',
);

const RUNS = { full: 3, quick: 2, tiny: 1 };

/** How many rows of the log are checked in a second. */
export async function measureChecking({ figure, sizes }, { reader, engine }) {
  for (let run = 1; run <= RUNS[sizes.name]; run += 1) {
    figure.on({ engine }).group('checking all rows of the log')(
      `run ${run}`,
      await checkAll(reader),
      atLeast(50_000, '/s'),
    );
  }
}

/** @returns rows a second */
export async function checkAll(reader) {
  const { ms, value } = await timed(async () =>
    toVerification(await verifyChain(reader, {})),
  );
  const [{ count }] = await reader('activity').count({ count: '*' });
  if (!value.ok || value.rows_checked !== Number(count)) {
    throw new Error(`The log of ${count} rows: ${JSON.stringify(value)}`);
  }
  return (value.rows_checked / ms) * 1_000;
}
