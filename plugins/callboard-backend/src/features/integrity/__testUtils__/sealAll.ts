import { Knex } from 'knex';
import { until } from '../../../__testUtils__/until';
import { readChainEnd } from '../seals/chain';
import { whereArrived } from '../seals/positions';

/**
 * Seals all rows of the log. Waits until open transactions have ended, even in other databases of
 * the same PostgreSQL server, because they delay the sealing of rows.
 *
 * @param sealSome - seals the rows that can be sealed now
 */
export async function sealAll(
  knex: Knex,
  sealSome: () => Promise<unknown>,
): Promise<void> {
  await until(async () => {
    await sealSome();
    const { position } = await readChainEnd(knex);
    const unsealedRows = whereArrived(knex('activity'), { after: position });
    return (await unsealedRows.first('id')) === undefined;
  });
}
