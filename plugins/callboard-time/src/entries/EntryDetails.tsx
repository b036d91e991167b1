import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Worklog } from '@callboard/plugin-callboard-common';
import { ClockTime } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { callboardTimeTranslationRef } from '../translation';

/** Details of a worklog: start, activity type, billable, source. */
export function EntryDetails(props: { worklog: Worklog }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { started_at, activity_type, is_billable, source, overlaps } =
    props.worklog;
  const facts: ReadonlyArray<readonly [string, ReactNode]> = [
    ['start', started_at && <ClockTime instant={started_at} />],
    ['type', activity_type],
    ['billable', is_billable && t('entry.isBillable')],
    ['timer', source === 'timer' && t('entry.byTimer')],
    [
      'overlaps',
      overlaps && (
        <Box component="span" sx={{ color: 'warning.main' }}>
          {t('entry.overlaps')}
        </Box>
      ),
    ],
  ];
  const known = facts.filter(([, fact]) => fact);
  return known.length > 0 ? (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        flexWrap: 'wrap',
        color: 'text.secondary',
        typography: 'caption',
        '& > :not(:first-of-type)::before': { content: '" · "' },
        whiteSpace: 'pre-wrap',
      }}
    >
      {known.map(([name, fact]) => (
        <span key={name}>{fact}</span>
      ))}
    </Box>
  ) : null;
}
