import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AnalyticsTab } from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  visuallyHidden,
  QueryState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { Fragment, type ReactNode } from 'react';
import type { AnalyticsScope } from './AnalyticsScope';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { ComparedDays } from './ComparedDays';
import type { AnalyticsOf, AnalyticsQuery } from './useAnalytics';

const Note = (props: { children: ReactNode }) => (
  <Box sx={{ typography: 'body2', color: 'text.secondary', maxWidth: '72ch' }}>
    {props.children}
  </Box>
);

/** The answer of a tab below what it counts; dim while other filters are answered. */
export function TabAnswer<Tab extends AnalyticsTab>(props: {
  query: AnalyticsQuery<Tab>;
  scope: AnalyticsScope;
  /** In the shape of what comes. */
  skeleton: ReactNode;
  /** What is counted: each is narrowed in a way of its own. */
  counts: ReadonlyArray<'work' | 'time'>;
  children: (data: AnalyticsOf<Tab>) => ReactNode;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { query, scope, skeleton, counts } = props;
  const { workspace, department, today } = scope;
  return (
    <QueryState
      query={query}
      givers={{ workspace: workspace.slug }}
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
            {counts.map(name => (
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
