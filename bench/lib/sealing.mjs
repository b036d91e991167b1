import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from './backend.mjs';

const { Sealer } = loadBackend('features/integrity/Sealer');
const { sealRows } = loadBackend('features/integrity/seals/sealRows');
const { beginChain, readChainEnd } = loadBackend(
  'features/integrity/seals/chain',
);
const { whereArrived } = loadBackend('features/integrity/seals/positions');

/** The sealer of a replica. */
export function createSealer(knex) {
  return new Sealer({
    knex,
    clock: { now: () => Date.now() },
    onSeal: async () => {},
  });
}

/** Seals every row without rest; returns how many were sealed. */
export async function sealAll(knex) {
  await beginChain(knex);
  let rows = 0;
  for (;;) {
    const { seal } = await knex.transaction(tx => sealRows(tx, Date.now()));
    rows += seal?.content.rows ?? 0;
    if (!seal) {
      const { position } = await readChainEnd(knex);
      const rest = whereArrived(knex('activity'), { after: position });
      if (!(await rest.first('id'))) return rows;
      // The rest is not settled yet.
      await sleep(50);
    }
  }
}
