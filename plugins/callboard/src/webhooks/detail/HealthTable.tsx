import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WebhookHour } from '@callboard/plugin-callboard-common';
import { formatCount, formatInstant } from '@callboard/plugin-callboard-react';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { callboardWebhooksTranslationRef } from '../translation';
import { outcomes } from './outcomes';

/** The data of the chart as a table, newest hour first. */
export function HealthTable(props: { hours: readonly WebhookHour[] }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  return (
    <Table
      size="small"
      aria-label={t('health.title')}
      sx={{ maxWidth: 560, fontVariantNumeric: 'tabular-nums' }}
    >
      <TableHead>
        <TableRow>
          <TableCell>{t('health.hour')}</TableCell>
          {outcomes.map(outcome => (
            <TableCell key={outcome} align="right">
              {t(`health.${outcome}`)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {[...props.hours].reverse().map(hour => (
          <TableRow key={hour.start}>
            <TableCell component="th" scope="row">
              {formatInstant(hour.start, 'short')}
            </TableCell>
            {outcomes.map(outcome => (
              <TableCell key={outcome} align="right">
                {formatCount(hour[outcome])}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
