import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AccessLogEntry } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardActivityTranslationRef } from '../translation';

/** Describes one data access, with the reason if the reader gave one. */
export function AccessLogText(props: { entry: AccessLogEntry }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { kind, rows, reason } = props.entry;
  const count = rows ?? 0;
  return (
    <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      {kind === 'export'
        ? t('accessLog.export', { count, formatted: formatCount(count) })
        : t(`accessLog.${kind}`)}
      {reason && (
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {t('accessLog.reason', { reason })}
        </Box>
      )}
    </Box>
  );
}
