import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MemberCapacity } from '@callboard/plugin-callboard-common';
import {
  formatDateRange,
  formatMinutes,
  PersonChip,
  useShortcut,
} from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { PeriodNav } from '../../mine/PeriodNav';
import { addDays } from '../../data/addDays';
import { useTimesheet } from '../../data/useTimesheet';
import { useWeekName } from '../../week/useWeekName';
import { WorkingTime } from '../../workingTime/WorkingTime';
import { ReadOnlyTimesheet } from '../ReadOnlyTimesheet';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { UnseenTime } from '../UnseenTime';

const WEEK = 7;

/** The last day with logged time. */
const findLastLoggedDay = (days: MemberCapacity['days']) =>
  days.filter(({ logged_minutes }) => logged_minutes > 0).at(-1)?.date;

/** A drawer with the weeks of a person, one at a time, and their working time and time off. */
export function PersonDrawer(props: {
  slug: string;
  person: MemberCapacity;
  /** A day of the initial week; by default, the last one with time. */
  day?: string;
  today: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, person, today, onClose } = props;
  const from = person.days[0]?.date ?? today;
  const to = person.days.at(-1)?.date ?? today;
  const [week, setWeek] = useState(
    props.day ?? findLastLoggedDay(person.days) ?? to,
  );
  const timesheet = useTimesheet(slug, week, person.member_id).data;
  const { name } = useWeekName(timesheet, undefined, today);
  const move = (direction: -1 | 1) => setWeek(addDays(week, direction * WEEK));
  useShortcut('[', () => move(-1));
  useShortcut(']', () => move(1));
  useShortcut('t', () => setWeek(today));
  return (
    <Drawer
      open
      anchor="right"
      onClose={onClose}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-label': person.display_name,
        sx: { width: 'min(880px, 100vw)', p: 3 },
      }}
    >
      <Stack spacing={2}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <PersonChip
            userRef={person.member_id}
            name={person.display_name}
            workspace={slug}
          />
          <Box component="span" sx={{ flex: 1, typography: 'body2' }}>
            {t('capacity.rangeSum', {
              range: formatDateRange({ start: from, end: to }, today),
              logged: formatMinutes(person.logged_minutes),
              expected: formatMinutes(person.expected_minutes),
            })}
          </Box>
          <IconButton aria-label={t('capacity.close')} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </Box>
        <UnseenTime
          slug={slug}
          member={person.member_id}
          from={from}
          to={to}
          minutes={person.logged_minutes}
        />
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 1,
          }}
        >
          <PeriodNav
            unit="week"
            label={name}
            onMove={move}
            onToday={() => setWeek(today)}
          />
        </Box>
        <ReadOnlyTimesheet slug={slug} member={person.member_id} week={week} />
        <WorkingTime slug={slug} member={person.member_id} today={today} />
      </Stack>
    </Drawer>
  );
}
