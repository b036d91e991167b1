import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { statusLineSx } from '../admin/statusLineSx';
import { useOpenEvents } from './events/useOpenEvents';
import { callboardCriticalTranslationRef } from './translation';

/** A line with the number of unacknowledged critical events. */
export function CriticalBlockStatus() {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const { data } = useOpenEvents(1);
  const count = data?.total;
  return (
    <Box component="span" sx={statusLineSx}>
      {count !== undefined &&
        (count === 0
          ? t('block.none')
          : t('block.open', { count, formatted: formatCount(count) }))}
    </Box>
  );
}
