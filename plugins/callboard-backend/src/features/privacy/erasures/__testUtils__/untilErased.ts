import { Erasure } from '@callboard/plugin-callboard-common';
import { TestCallboard } from '../../../../__testUtils__/startCallboard';
import { until } from '../../../../__testUtils__/until';

/** Waits for an erasure to end, and returns it. */
export async function untilErased(
  callboard: TestCallboard,
  id: string,
): Promise<Erasure> {
  const read = async (): Promise<Erasure> =>
    (await callboard.as('superAdmin').get(`/admin/erasures/${id}`)).body;
  await until(async () => (await read()).status !== 'running');
  return read();
}
