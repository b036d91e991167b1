import { Knex } from 'knex';
import { inSnapshot } from '../../database/inSnapshot';
import { ActivityProofs } from '../integrity/proofs/ActivityProofs';
import { defaultSteps, ExportSteps } from './streamActivityRows';
import { listActivity } from './listActivity';
import { ActivitySelection } from './selectActivity';

/**
 * Yields all rows of a selection as lines with their proofs, newest first. Each step is a short
 * snapshot, whose rows agree with all earlier integrity checkpoints.
 *
 * @param see - called with the person of each row
 */
export async function* streamProvenRows(
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
      proofs.readNextStep(snapshot, () =>
        listActivity(snapshot, selection, position),
      ),
    );
    for (const line of step.lines) {
      // Lines with proofs stand between the rows.
      if ('user_id' in line) see(line.user_id as string);
      yield line;
    }
    count += step.rowCount;
    beforeId = step.lastId ?? beforeId;
    isLast = step.isLast;
  }
  yield* proofs.end(count);
}
