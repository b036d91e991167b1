import { Knex } from 'knex';
import { until } from '../../../__testUtils__/until';
import { readChainEnd } from '../seals/chain';
import { whereArrived } from '../seals/positions';

/**
 * Seals all rows of the log. Open transactions, even in other databases of the same PostgreSQL
 * server, delay rows; those are sealed once the transactions have ended.
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
    const rest = whereArrived(knex('activity'), { after: position });
    return (await rest.first('id')) === undefined;
  });
}
