import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount, formatInstant } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { statusLineSx } from '../admin/statusLineSx';
import { useChecks } from './data/useChecks';
import { useNewestSeal } from './data/useNewestSeal';
import { useSealingWait } from './data/useSealingWait';
import { getIntegrityStatus } from './data/getIntegrityStatus';
import { callboardIntegrityTranslationRef } from './translation';

/** A line with the newest integrity checkpoint and the result of the last verification. */
export function IntegrityBlockStatus() {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { data: newest } = useNewestSeal();
  const { data: checks } = useChecks();
  const wait = useSealingWait();
  function formatIntegrityStatus() {
    if (newest === undefined || !checks) {
      return undefined;
    }
    if (newest === null) {
      return t('block.empty');
    }
    return [
      ...(wait === undefined ? [] : [t('block.behind', { wait })]),
      t('block.until', { when: formatInstant(newest.sealed_at, 'short') }),
      t('block.seals', {
        count: newest.number,
        formatted: formatCount(newest.number),
      }),
      t(`block.${getIntegrityStatus(checks.items).is}`),
    ].join(' · ');
  }
  return (
    <Box component="span" sx={statusLineSx}>
      {formatIntegrityStatus()}
    </Box>
  );
}
