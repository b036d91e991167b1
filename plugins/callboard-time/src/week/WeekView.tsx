import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  LoadingState,
  QueryState,
  Toolbar,
  useShortcut,
  useZoneToday,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useCallback, useState } from 'react';
import { addDays } from '../data/addDays';
import { useTimesheet } from '../data/useTimesheet';
import { useTimeSettings } from '../data/useTimeSettings';
import { PeriodNav } from '../mine/PeriodNav';
import type { MyTimeUrl } from '../mine/useMyTimeUrl';
import { PeriodChip } from '../period/PeriodChip';
import { callboardTimeTranslationRef } from '../translation';
import type { FocusTarget } from './useGridCursor';
import { useWeekName } from './useWeekName';
import { WeekSummary } from './WeekSummary';
import { WeekTimesheet } from './WeekTimesheet';
import { WeekShortcuts } from './WeekShortcuts';

const skeleton = <LoadingState rows={9} rowHeight={40} />;

/** Whether the grid's shortcuts apply, rather than those of another control. */
function isGridMeant(): boolean {
  const focused = document.activeElement;
  return focused === document.body || Boolean(focused?.closest('[role=grid]'));
}

/** The person's week: its name, totals, status and the editable grid. */
export function WeekView(props: { workspace: OwnWorkspace; url: MyTimeUrl }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { workspace, url } = props;
  const { slug } = workspace;
  const today = useZoneToday(workspace.timezone);
  const day = url.week ?? today;
  const timesheet = useTimesheet(slug, day);
  const settings = useTimeSettings(slug);
  const { data } = timesheet;
  const [goal, setGoal] = useState<FocusTarget>();
  const { name, start } = useWeekName(data, url.week, today);

  const change = useCallback(
    (direction: number) => {
      setGoal(isGridMeant() ? {} : undefined);
      url.openWeek(addDays(start ?? day, 7 * direction));
    },
    [url, start, day],
  );
  const goToday = useCallback(() => {
    setGoal(isGridMeant() ? { column: 'today' } : undefined);
    url.openWeek(undefined);
  }, [url]);
  useShortcut('[', () => change(-1));
  useShortcut(']', () => change(1));
  useShortcut('t', goToday);

  return (
    <Stack spacing={2}>
      <Toolbar label={t('week.toolbar')} sx={{ columnGap: { xs: 1, sm: 2 } }}>
        <PeriodNav
          unit="week"
          label={name}
          isUnknown={timesheet.isError}
          onMove={change}
          onToday={goToday}
        />
        {data && <PeriodChip status={data.period.status} />}
        <Box sx={{ flex: 1 }} />
        {data && settings.data && (
          <WeekSummary
            key={data.week_start}
            slug={slug}
            timesheet={data}
            settings={settings.data}
            today={today}
          />
        )}
      </Toolbar>
      <QueryState query={settings} loading={skeleton}>
        {found => (
          <QueryState
            query={timesheet}
            loading={skeleton}
            givers={{ workspace: slug }}
          >
            {week => (
              <WeekTimesheet
                key={`${slug} ${week.week_start}`}
                slug={slug}
                timesheet={week}
                settings={found}
                today={today}
                label={name ?? ''}
                goal={goal}
                onFocusRequest={setGoal}
                onChangeWeek={change}
              />
            )}
          </QueryState>
        )}
      </QueryState>
      <WeekShortcuts />
    </Stack>
  );
}
