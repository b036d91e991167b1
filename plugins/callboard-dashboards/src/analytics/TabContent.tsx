import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  AnalyticsTab,
  DayRange,
} from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  visuallyHidden,
  QueryState,
  formatDateRange,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { Fragment, type ReactNode } from 'react';
import type { AnalyticsScope, AnalyticsOf, useAnalytics } from './useAnalytics';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';

export function ComparedDays(props: {
  range: DayRange | null;
  previousRange: DayRange | null;
  today: string;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { range, previousRange, today } = props;
  if (!range) {
    return null;
  }
  const days = formatDateRange(range, today);
  return (
    <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
      {previousRange
        ? t('compared', {
            days,
            before: formatDateRange(previousRange, today),
          })
        : t('notCompared', { days })}
    </Box>
  );
}

const Note = (props: { children: ReactNode }) => (
  <Box sx={{ typography: 'body2', color: 'text.secondary', maxWidth: '72ch' }}>
    {props.children}
  </Box>
);

/** The data of a tab, below its date range and notes. Dimmed while data for new filters loads. */
export function TabContent<Tab extends AnalyticsTab>(props: {
  query: ReturnType<typeof useAnalytics<Tab>>;
  scope: AnalyticsScope;
  skeleton: ReactNode;
  /** The kinds of data that the tab counts. The department filter works differently for each. */
  dataKinds: ReadonlyArray<'work' | 'time'>;
  children: (data: AnalyticsOf<Tab>) => ReactNode;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { query, scope, skeleton, dataKinds } = props;
  const { workspace, department, today } = scope;
  return (
    <QueryState
      query={query}
      accessGranters={{ workspace: workspace.slug }}
      loading={
        <LoadingState>
          <Stack spacing={2}>
            <Skeleton width={280} />
            {skeleton}
          </Stack>
        </LoadingState>
      }
    >
      {data => (
        <Stack
          spacing={2}
          aria-busy={query.isStale}
          sx={{
            minWidth: 0,
            ...(query.isStale && { opacity: 0.5, pointerEvents: 'none' }),
          }}
        >
          <div>
            <ComparedDays
              range={data.range}
              previousRange={data.previous_range}
              today={today}
            />
            {dataKinds.map(name => (
              <Fragment key={name}>
                {department && <Note>{t(`${name}OfDepartment`)}</Note>}
                {name === 'time' && workspace.role !== 'admin' && (
                  <Note>{t('ownTime')}</Note>
                )}
              </Fragment>
            ))}
            <Box role="status" sx={visuallyHidden}>
              {query.isStale && t('loading')}
            </Box>
          </div>
          {props.children(data)}
        </Stack>
      )}
    </QueryState>
  );
}
