import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  LoadingState,
  QueryState,
  Section,
  Toolbar,
  useShortcut,
  useZoneToday,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { addDays } from '../data/addDays';
import { useTimesheet } from '../data/useTimesheet';
import { useTimeSettings } from '../data/useTimeSettings';
import { EntryDialog } from '../entries/EntryDialog';
import { PeriodNav } from '../mine/PeriodNav';
import type { MyTimeUrl } from '../mine/useMyTimeUrl';
import { PeriodChip } from '../period/PeriodChip';
import { PeriodNote } from '../period/PeriodNote';
import { callboardTimeTranslationRef } from '../translation';
import { longDay } from '../data/dayNames';
import { TimeTotal } from '../duration/TimeTotal';
import { DayEntries } from './DayEntries';
import { DayShortcuts } from './DayShortcuts';
import { Suggestions } from './Suggestions';

const skeleton = <LoadingState rows={5} rowHeight={56} />;

/** The person's day: worklogs next to suggestions. */
export function DayView(props: { workspace: OwnWorkspace; url: MyTimeUrl }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { workspace, url } = props;
  const { slug } = workspace;
  const today = useZoneToday(workspace.timezone);
  const date = url.date ?? today;
  const timesheet = useTimesheet(slug, date);
  const settings = useTimeSettings(slug);
  const [isAdding, setAdding] = useState(false);
  const week = timesheet.data;
  const isEditable = Boolean(
    week?.is_editable && !week.locked_days.includes(date) && settings.data,
  );
  const move = (days: number) => url.openDay(addDays(date, days));
  const goToday = () => url.openDay(undefined);
  const add = () => isEditable && setAdding(true);
  useShortcut('[', () => move(-1));
  useShortcut(']', () => move(1));
  useShortcut('t', goToday);
  useShortcut('n', add);
  return (
    <Stack spacing={2}>
      <Toolbar label={t('day.toolbar')} sx={{ columnGap: { xs: 1, sm: 2 } }}>
        <PeriodNav
          unit="day"
          label={longDay(date)}
          onMove={move}
          onToday={goToday}
        />
        {week && <PeriodChip status={week.period.status} />}
        <Box sx={{ flex: 1 }} />
        {week && (
          <TimeTotal
            minutes={week.daily_totals[date] ?? 0}
            expected={week.daily_expected[date] ?? 0}
          />
        )}
        {isEditable && (
          <Button
            size="small"
            variant="contained"
            startIcon={<AddIcon />}
            aria-keyshortcuts="n"
            onClick={add}
          >
            {t('entry.add')}
          </Button>
        )}
      </Toolbar>
      <QueryState query={settings} loading={skeleton}>
        {found => (
          <QueryState
            query={timesheet}
            loading={skeleton}
            givers={{ workspace: slug }}
          >
            {openTimesheet => (
              <Stack spacing={2}>
                <PeriodNote slug={slug} period={openTimesheet.period} />
                <Box
                  sx={{
                    display: 'grid',
                    gap: 3,
                    alignItems: 'start',
                    gridTemplateColumns: {
                      xs: 'minmax(0, 1fr)',
                      md: 'minmax(0, 3fr) minmax(0, 2fr)',
                    },
                  }}
                >
                  <Section title={t('day.entries')}>
                    <DayEntries
                      slug={slug}
                      settings={found}
                      member={openTimesheet.member_id}
                      date={date}
                      onAdd={isEditable ? add : undefined}
                    />
                  </Section>
                  <Suggestions
                    date={date}
                    workspace={workspace}
                    minutesPerDay={found.minutes_per_day}
                  />
                </Box>
                {isAdding && (
                  <EntryDialog
                    slug={slug}
                    settings={found}
                    start={{ date }}
                    onClose={() => setAdding(false)}
                  />
                )}
              </Stack>
            )}
          </QueryState>
        )}
      </QueryState>
      <DayShortcuts />
    </Stack>
  );
}
