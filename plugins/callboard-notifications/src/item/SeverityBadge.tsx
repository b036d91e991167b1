import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NotificationSeverity } from '@callboard/plugin-callboard-common';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import KeyboardDoubleArrowUpIcon from '@mui/icons-material/KeyboardDoubleArrowUp';
import Box from '@mui/material/Box';
import { callboardNotificationsTranslationRef } from '../translation';

/** Marks urgent notifications by a word and a colour; renders nothing for others. */
export function SeverityBadge(props: { severity: NotificationSeverity }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { severity } = props;
  if (severity !== 'high' && severity !== 'critical') {
    return null;
  }
  const Icon =
    severity === 'critical' ? ErrorOutlineIcon : KeyboardDoubleArrowUpIcon;
  return (
    <Box
      component="span"
      sx={{
        mr: 0.75,
        fontSize: '0.8125rem',
        fontWeight: 600,
        whiteSpace: 'nowrap',
        color: severity === 'critical' ? 'error.main' : 'text.primary',
      }}
    >
      <Icon
        sx={{ fontSize: 16, verticalAlign: 'text-bottom', mr: 0.25 }}
        aria-hidden
      />
      {t(`severity.${severity}`)}
    </Box>
  );
}
