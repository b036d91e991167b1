import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PeriodStatus } from '@callboard/plugin-callboard-common';
import { BadgeWithLabel } from '@callboard/plugin-callboard-react';
import CancelOutlinedIcon from '@mui/icons-material/CancelOutlined';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import Box from '@mui/material/Box';
import { callboardTimeTranslationRef } from '../translation';

const chipStyles = {
  open: { Icon: EditOutlinedIcon, color: 'text.secondary' },
  submitted: { Icon: HourglassEmptyIcon, color: 'info.main' },
  approved: { Icon: CheckCircleOutlineIcon, color: 'success.main' },
  rejected: { Icon: CancelOutlinedIcon, color: 'error.main' },
} as const;

/** The status of a period, as icon and word. */
export function PeriodChip(props: { status: PeriodStatus }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { Icon, color } = chipStyles[props.status];
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        px: 1,
        py: 0.25,
        border: 1,
        borderColor: 'divider',
        borderRadius: 4,
        typography: 'body2',
      }}
    >
      <BadgeWithLabel
        icon={
          <Box component="span" sx={{ color, display: 'inline-flex' }}>
            <Icon fontSize="inherit" />
          </Box>
        }
        label={t(`period.${props.status}`)}
      />
    </Box>
  );
}
