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
import type {
  AnalyticsScope,
  AnalyticsOf,
  AnalyticsQuery,
} from './useAnalytics';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';

/** The counted days, and the days that they are compared with. */
export function ComparedDays(props: {
  range: DayRange | null;
  before: DayRange | null;
  today: string;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { range, before, today } = props;
  if (!range) {
    return null;
  }
  const days = formatDateRange(range, today);
  return (
    <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
      {before
        ? t('compared', { days, before: formatDateRange(before, today) })
        : t('notCompared', { days })}
    </Box>
  );
}

const Note = (props: { children: ReactNode }) => (
  <Box sx={{ typography: 'body2', color: 'text.secondary', maxWidth: '72ch' }}>
    {props.children}
  </Box>
);

/** The data of a tab below its scope; dimmed while new filters load. */
export function TabContent<Tab extends AnalyticsTab>(props: {
  query: AnalyticsQuery<Tab>;
  scope: AnalyticsScope;
  /** A placeholder with the shape of the content. */
  skeleton: ReactNode;
  /** The kinds of data that the tab counts. The department filter selects each differently. */
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
              before={data.previous_range}
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
