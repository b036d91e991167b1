import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  toDateBounds,
  DateRangePicker,
  EmptyState,
  LoadingState,
  QueryState,
  useCallboardQuery,
  useDepartmentOptions,
  useZoneToday,
  useWeekStart,
  ValuePicker,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import { keepPreviousData } from '@tanstack/react-query';
import { useCallback } from 'react';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { HeatMap } from './HeatMap';
import { Legend } from './Legend';
import { PersonDrawer } from './PersonDrawer';
import { capacityPresets, useCapacityUrl } from './useCapacityUrl';

/** Compares logged with expected time per person. */
export function Capacity(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, timezone, role } = props.workspace;
  const today = useZoneToday(timezone);
  const url = useCapacityUrl();
  const { range, department, isRecursive, person, day, set } = url;
  const weekStart = useWeekStart(slug);
  const { start, end } = toDateBounds(range, today, weekStart);
  const departments = useDepartmentOptions(slug);
  const capacity = useCallboardQuery(
    endpoints.getCapacity,
    {
      params: { slug },
      query: {
        department,
        recursive: department ? isRecursive : undefined,
        date_from: start,
        date_to: end,
      },
    },
    { placeholderData: keepPreviousData },
  );
  const open = useCallback(
    (member: string, at?: string) => set({ person: member, day: at }),
    [set],
  );
  const narrow = useCallback((id: string) => set({ department: id }), [set]);
  const opened = capacity.data?.items.find(
    ({ member_id }) => member_id === person,
  );
  return (
    <Stack spacing={2}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, rowGap: 1.5 }}>
        <DateRangePicker
          value={range}
          weekStart={weekStart}
          today={today}
          presets={capacityPresets}
          onChange={chosen => set({ range: chosen })}
        />
        <Box sx={{ flex: '1 1 200px', maxWidth: { sm: 360 } }}>
          <ValuePicker
            label={t('capacity.department')}
            value={department}
            onChange={chosen => set({ department: chosen })}
            options={departments ?? []}
            loading={!departments}
            getLabel={() =>
              departments ? t('capacity.unknownDepartment') : '…'
            }
            fullWidth
          />
        </Box>
        {department && (
          <FormControlLabel
            label={t('capacity.recursive')}
            slotProps={{ typography: { variant: 'body2' } }}
            control={
              <Switch
                checked={isRecursive}
                onChange={(_, checked) => set({ isRecursive: checked })}
              />
            }
          />
        )}
      </Box>
      <Legend />
      <QueryState
        query={capacity}
        loading={<LoadingState rows={10} rowHeight={36} />}
        givers={{ workspace: slug }}
      >
        {found =>
          found.items.length > 0 ? (
            <HeatMap
              capacity={found}
              weekStart={weekStart}
              today={today}
              onOpen={open}
              onNarrow={narrow}
            />
          ) : (
            <EmptyState title={t('capacity.empty')}>
              {t('capacity.emptyHint')}
            </EmptyState>
          )
        }
      </QueryState>
      {role !== 'admin' && (capacity.data?.items.length ?? 0) > 1 && (
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {t('capacity.secret')}
        </Box>
      )}
      {opened && (
        <PersonDrawer
          key={`${opened.member_id} ${day}`}
          slug={slug}
          person={opened}
          day={day}
          today={today}
          onClose={() => set({ person: undefined, day: undefined })}
        />
      )}
    </Stack>
  );
}
