import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ChevronLeftIcon from '@mui/icons-material/ChevronLeft';
import ChevronRightIcon from '@mui/icons-material/ChevronRight';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import {
  TooltipIconButton,
  DurationText,
  formatMinutes,
  BadgeWithLabel,
  formatDateRange,
} from '@callboard/plugin-callboard-react';
import LinearProgress from '@mui/material/LinearProgress';
import type {
  PeriodStatus,
  Timesheet,
} from '@callboard/plugin-callboard-common';
import CancelOutlinedIcon from '@mui/icons-material/CancelOutlined';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import { DateTime } from 'luxon';
import { addDays, DAYS_PER_WEEK } from '../data/dates';
import { callboardTimeTranslationRef } from '../translation';

/**
 * Returns the name of a week, such as "Week 47 · Nov 16 – 22", and its first day. Weeks can begin
 * on any weekday, so 47 is the ISO 8601 week number of the fourth day.
 *
 * @param requestedDay - the date in the URL. After a move to another week, it is the week's first
 *   day, so the name is known before the week is loaded
 */
export function useWeekName(
  timesheet: Pick<Timesheet, 'week_start'> | undefined,
  requestedDay: string | undefined,
  today: string,
): { name: string | undefined; start: string | undefined } {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const start = timesheet?.week_start ?? requestedDay;
  if (!start) {
    return { name: undefined, start };
  }
  const fourthDay = DateTime.fromISO(addDays(start, 3), { zone: 'utc' });
  const end = addDays(start, DAYS_PER_WEEK - 1);
  const range = formatDateRange({ start, end }, today);
  const week = String(fourthDay.weekNumber);
  return { name: t('week.name', { week, range }), start };
}

const chipStyles = {
  open: { Icon: EditOutlinedIcon, color: 'text.secondary' },
  submitted: { Icon: HourglassEmptyIcon, color: 'info.main' },
  approved: { Icon: CheckCircleOutlineIcon, color: 'success.main' },
  rejected: { Icon: CancelOutlinedIcon, color: 'error.main' },
} as const;

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

export function TimeTotal(props: { minutes: number; expected: number }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { minutes, expected } = props;
  return (
    <Box sx={{ minWidth: { xs: 140, sm: 160 } }}>
      <Box sx={{ typography: 'body2', whiteSpace: 'nowrap' }}>
        <Box component="span" sx={{ display: { xs: 'none', sm: 'inline' } }}>
          {t('duration.total')}{' '}
        </Box>
        <Box component="span" sx={{ fontWeight: 600 }}>
          <DurationText minutes={minutes} />
        </Box>
        {expected > 0 && ` / ${formatMinutes(expected)}`}
      </Box>
      {expected > 0 && (
        <LinearProgress
          variant="determinate"
          aria-hidden
          value={Math.min(100, (minutes / expected) * 100)}
          sx={{ mt: 0.5, borderRadius: 1 }}
        />
      )}
    </Box>
  );
}

export function PeriodNav(props: {
  unit: 'week' | 'day';
  label?: string;
  hasFailed?: boolean;
  onMove: (direction: -1 | 1) => void;
  onToday: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { unit, label, onMove } = props;
  const renderStepButton = (direction: -1 | 1) => {
    const name = t(`nav.${unit}.${direction < 0 ? 'previous' : 'next'}`);
    const key = direction < 0 ? '[' : ']';
    return (
      <TooltipIconButton
        label={name}
        tooltip={t('nav.withKey', { name, key })}
        icon={direction < 0 ? <ChevronLeftIcon /> : <ChevronRightIcon />}
        aria-keyshortcuts={key}
        onClick={() => onMove(direction)}
      />
    );
  };
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center' }}>
        {renderStepButton(-1)}
        <Tooltip title={t('nav.withKey', { name: t('nav.today'), key: 'T' })}>
          <Button size="small" aria-keyshortcuts="t" onClick={props.onToday}>
            {t('nav.today')}
          </Button>
        </Tooltip>
        {renderStepButton(1)}
      </Box>
      <Typography
        variant="subtitle1"
        // A placeholder is not a heading.
        component={label ? 'h2' : 'div'}
        aria-live="polite"
        sx={{ fontWeight: 600, m: 0, whiteSpace: 'nowrap', minWidth: 176 }}
      >
        {label ?? (props.hasFailed ? null : <Skeleton width={168} />)}
      </Typography>
    </>
  );
}
