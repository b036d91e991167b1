import { Knex } from 'knex';
import { inSnapshot } from '../../database/inSnapshot';
import { ActivityProofs } from '../integrity/proofs/ActivityProofs';
import { defaultSteps, ExportSteps } from './exportedRows';
import { listActivity } from './listActivity';
import { ActivitySelection } from './selectActivity';

/**
 * All rows of a selection as lines with what proves them, newest first. Each step is one
 * short snapshot: its rows agree with all seals that came before them.
 *
 * @param see - told whose each row is
 */
export async function* provenRows(
  knex: Knex,
  selection: ActivitySelection,
  { batch }: ExportSteps = defaultSteps,
  see: (user_id: string) => void = () => {},
): AsyncGenerator<object> {
  const proofs = new ActivityProofs();
  yield* proofs.begin();
  let count = 0;
  let beforeId: string | undefined;
  let isLast = false;
  while (!isLast) {
    const position = { limit: batch, beforeId };
    const step = await inSnapshot(knex, snapshot =>
      proofs.next(snapshot, () => listActivity(snapshot, selection, position)),
    );
    for (const line of step.lines) {
      // Between the rows stands what proves them.
      if ('user_id' in line) see(line.user_id as string);
      yield line;
    }
    count += step.taken;
    beforeId = step.lastId ?? beforeId;
    isLast = step.isLast;
  }
  yield* proofs.end(count);
}
