import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { callboardNotificationsTranslationRef } from '../translation';

/** The number of times that a notification occurred; renders nothing for one. */
export function CountChip(props: { count: number }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { count } = props;
  return count > 1 ? (
    <Tooltip title={t('item.count', { formatted: formatCount(count) })}>
      <Box
        component="span"
        sx={{
          mx: 0.75,
          flexShrink: 0,
          px: 0.75,
          borderRadius: 2,
          bgcolor: 'action.selected',
          color: 'text.primary',
          typography: 'caption',
          fontVariantNumeric: 'tabular-nums',
          whiteSpace: 'nowrap',
        }}
      >
        {formatCount(count)}×
      </Box>
    </Tooltip>
  ) : null;
}
