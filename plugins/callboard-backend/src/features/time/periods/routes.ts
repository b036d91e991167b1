import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../../http/ContractRouter';
import { PeriodReader } from './PeriodReader';
import { PeriodService } from './PeriodService';

/** Binds the endpoints of periods. */
export function bindPeriods(
  router: ContractRouter,
  { reader, periods }: { reader: PeriodReader; periods: PeriodService },
): void {
  router.handle(endpoints.listPeriods, context =>
    reader.list(context, context.query),
  );
  router.handle(endpoints.submitPeriod, context =>
    periods.submit(context, context.body),
  );
  router.handle(endpoints.getPeriod, context =>
    reader.get(context, context.params.id),
  );
  router.handle(endpoints.recallPeriod, context =>
    periods.recall(context, context.params.id, context.precondition),
  );
  router.handle(endpoints.approvePeriod, context =>
    periods.decide(
      context,
      context.params.id,
      { action: 'approve', reason: null },
      context.precondition,
    ),
  );
  router.handle(endpoints.rejectPeriod, context =>
    periods.decide(
      context,
      context.params.id,
      { action: 'reject', reason: context.body.reason },
      context.precondition,
    ),
  );
  router.handle(endpoints.reopenPeriod, context =>
    periods.decide(
      context,
      context.params.id,
      { action: 'reopen', reason: context.body.reason },
      context.precondition,
    ),
  );
  router.handle(endpoints.getPeriodHistory, context =>
    reader.listHistory(context, context.params.id, context.query),
  );
  router.handle(endpoints.getPeriodChanges, context =>
    reader.getChanges(context, context.params.id),
  );
}
