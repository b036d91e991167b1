import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useStaffProblem } from '../shared/useStaffProblem';
import { MAX_BATCH_SIZE, type BulkOutcome } from './runInBatches';

/** Formats the error of a bulk action with the people who were not processed. */
export function useOutcomeProblem(): (
  outcome: BulkOutcome,
) => string | undefined {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const problemText = useStaffProblem();
  return ({ done, total, left, error }) => {
    if (left.length === 0) {
      return undefined;
    }
    const reached = () =>
      t('bulk.partly', {
        count: left.length,
        done: formatCount(done),
        total: formatCount(total),
        formatted: formatCount(left.length),
      });
    const nothing = () =>
      t(total > MAX_BATCH_SIZE ? 'act.failed' : 'bulk.nothing');
    return `${done > 0 ? reached() : nothing()} ${problemText(error)}`;
  };
}
