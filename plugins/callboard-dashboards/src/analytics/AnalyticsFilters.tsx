import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { datePreset } from '@callboard/plugin-callboard-common';
import {
  DateRangePicker,
  FilterDrawer,
  ValuePicker,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { ReactNode } from 'react';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { ProjectField } from './ProjectField';
import type { AnalyticsUrl } from './useAnalyticsUrl';
import { useDepartmentOptions } from './useDepartmentOptions';

/** What the numbers are about: in one row, or behind a button. */
export function AnalyticsFilters(props: {
  slug: string;
  url: AnalyticsUrl;
  /** The day on which weeks begin, 1 for Monday. */
  weekStart: number;
  /** The date it is in the workspace. */
  today: string;
  /** Chooses another workspace. */
  picker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const { slug, url, weekStart, today } = props;
  const departments = useDepartmentOptions(slug);
  const count = [url.project, url.department].filter(Boolean).length;
  const width = isNarrow ? undefined : { flex: '1 1 176px', maxWidth: 280 };
  const fields = (
    <>
      <Box sx={width}>
        <ProjectField
          slug={slug}
          value={url.project}
          onChange={project => url.set({ project })}
        />
      </Box>
      <Box sx={width}>
        <ValuePicker
          fullWidth
          label={t('filters.department')}
          value={url.department}
          onChange={department => url.set({ department })}
          options={departments ?? []}
          loading={!departments}
          labelOf={() => (departments ? t('filters.unknownDepartment') : '…')}
        />
      </Box>
    </>
  );
  return (
    <Box
      role="search"
      aria-label={t('filters.label')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, rowGap: 1.5 }}
    >
      {props.picker}
      <DateRangePicker
        value={url.range}
        weekStart={weekStart}
        today={today}
        presets={datePreset.options}
        onChange={range => url.set({ range })}
      />
      {isNarrow ? (
        <FilterDrawer
          label={t('filters.label')}
          button={
            count > 0
              ? t('filters.openCount', { number: String(count) })
              : t('filters.open')
          }
        >
          {close => (
            <Stack spacing={2}>
              {fields}
              <Button variant="contained" onClick={close}>
                {t('filters.done')}
              </Button>
            </Stack>
          )}
        </FilterDrawer>
      ) : (
        fields
      )}
      {url.isFiltered && (
        <Button size="small" onClick={url.clear}>
          {t('filters.clear')}
        </Button>
      )}
    </Box>
  );
}
