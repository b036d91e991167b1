import Tooltip from '@mui/material/Tooltip';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { browserFormats } from '../dates/formatDates';
import { callboardReactTranslationRef } from '../translation';
import { formatCount } from './formatNumbers';

/** Formats a duration: `2h 30m`, `45m`, `1,000h`, `−45m`. @public */
export function formatMinutes(minutes: number): string {
  return browserFormats.formatMinutes(minutes);
}

const hoursFormat = new Intl.NumberFormat(undefined, {
  maximumFractionDigits: 2,
});

/** Returns a function that formats minutes and decimal hours: "150 min · 2.5 h". @public */
export function useExactDuration(): (minutes: number) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    minutes =>
      t('duration.exact', {
        minutes: formatCount(minutes),
        hours: hoursFormat.format(minutes / 60),
      }),
    [t],
  );
}

/** A formatted duration, "2h 30m"; the tooltip shows minutes and decimal hours. @public */
export function DurationText(props: { minutes: number }) {
  const formatExact = useExactDuration();
  return (
    <Tooltip title={formatExact(props.minutes)}>
      <span
        style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
      >
        {formatMinutes(props.minutes)}
      </span>
    </Tooltip>
  );
}
