import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useFormatStaffError } from '../shared/useFormatStaffError';
import { MAX_BATCH_SIZE, type BulkOutcome } from './runInBatches';

/** Formats the error of a bulk action with the people who were not processed. */
export function useOutcomeProblem(): (
  outcome: BulkOutcome,
) => string | undefined {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const problemText = useFormatStaffError();
  return ({ done, total, left, error }) => {
    if (left.length === 0) {
      return undefined;
    }
    const formatPartialFailure = () =>
      t('bulk.partly', {
        count: left.length,
        done: formatCount(done),
        total: formatCount(total),
        formatted: formatCount(left.length),
      });
    const formatTotalFailure = () =>
      t(total > MAX_BATCH_SIZE ? 'act.failed' : 'bulk.nothing');
    return `${
      done > 0 ? formatPartialFailure() : formatTotalFailure()
    } ${problemText(error)}`;
  };
}
