import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DateTimeField } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Popover from '@mui/material/Popover';
import { useState, type FormEvent } from 'react';
import { callboardNotificationsTranslationRef } from '../translation';
import { formatSnoozeTime } from './formatSnoozeTime';

const HOUR_MS = 3_600_000;
const LATER_MS = 3 * HOUR_MS;
const MORNING_HOUR = 9;
const MONDAY = 1;
const DAYS_PER_WEEK = 7;

interface SnoozeChoice {
  name: 'later' | 'tomorrow' | 'nextWeek';
  until: Date;
}

function getMorning(daysFromNow: number, now: Date): Date {
  const morning = new Date(now);
  morning.setDate(morning.getDate() + daysFromNow);
  morning.setHours(MORNING_HOUR, 0, 0, 0);
  return morning;
}

/**
 * Returns the presets: in 3 hours, tomorrow at 9:00 and next Monday at 9:00, in the browser's time
 * zone. Omits "in 3 hours" if that is after midnight, and Monday if that is tomorrow.
 */
export function listSnoozeChoices(now: Date): SnoozeChoice[] {
  const later = new Date(now.getTime() + LATER_MS);
  const daysToMonday =
    (MONDAY - now.getDay() + DAYS_PER_WEEK) % DAYS_PER_WEEK || DAYS_PER_WEEK;
  const tomorrow = getMorning(1, now);
  const nextWeek = getMorning(daysToMonday, now);
  return [
    ...(later.getDate() === now.getDate()
      ? [{ name: 'later' as const, until: later }]
      : []),
    { name: 'tomorrow', until: tomorrow },
    ...(daysToMonday > 1
      ? [{ name: 'nextWeek' as const, until: nextWeek }]
      : []),
  ];
}

/** Formats a time for a date and time field: in local time, to the minute, without a zone. */
function formatLocalTime(time: Date): string {
  const offsetMs = time.getTimezoneOffset() * 60_000;
  const shifted = new Date(time.getTime() - offsetMs);
  return shifted.toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length);
}

function CustomTimeForm(props: { onSnooze: (until: string) => void }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const [text, setText] = useState(() =>
    formatLocalTime(new Date(Date.now() + 24 * HOUR_MS)),
  );
  const until = new Date(text);
  const isFuture = until.getTime() > Date.now();
  const isPast = text !== '' && !isFuture;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isFuture) {
      props.onSnooze(until.toISOString());
    }
  };
  return (
    <Box
      component="form"
      onSubmit={submit}
      sx={{ display: 'flex', alignItems: 'flex-start', gap: 1, p: 2 }}
    >
      <Box sx={{ width: 240 }}>
        <DateTimeField
          label={t('snooze.until')}
          value={text}
          onChange={setText}
          error={isPast}
          helperText={isPast ? t('snooze.past') : undefined}
        />
      </Box>
      <Button type="submit" variant="contained" disabled={!isFuture}>
        {t('snooze.snooze')}
      </Button>
    </Box>
  );
}

export function SnoozeMenu(props: {
  anchor: Element;
  onSnooze: (until: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const [isCustom, setCustom] = useState(false);
  const { anchor, onClose } = props;
  const snooze = (until: string) => {
    onClose();
    props.onSnooze(until);
  };
  return isCustom ? (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{
        paper: { role: 'dialog', 'aria-label': t('snooze.own') },
      }}
    >
      <CustomTimeForm onSnooze={snooze} />
    </Popover>
  ) : (
    <Menu
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      MenuListProps={{ 'aria-label': t('snooze.label'), dense: true }}
    >
      {listSnoozeChoices(new Date()).map(({ name, until }) => (
        <MenuItem
          key={name}
          onClick={() => snooze(until.toISOString())}
          sx={{ justifyContent: 'space-between', gap: 4 }}
        >
          {t(`snooze.${name}`)}
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {formatSnoozeTime(until.toISOString())}
          </Box>
        </MenuItem>
      ))}
      <Divider />
      <MenuItem onClick={() => setCustom(true)}>{t('snooze.own')}</MenuItem>
    </Menu>
  );
}
