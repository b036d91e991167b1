import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  LoadingState,
  QueryState,
  Section,
  type DepartmentSectionProps,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { ComparedDays } from './TabContent';
import { countFormatter } from './TrendCell';
import { NumberTile, TileRow, TileSkeletons } from './NumberTile';
import {
  useAnalytics,
  type AnalyticsOf,
  useLiveAnalytics,
} from './useAnalytics';
import { useAnalyticsScope } from './useAnalyticsUrl';
import { goodDirections, workNumbers } from './useWorkColumns';
import { analyticsRouteRef } from '../routes';

/** The minimum width of a tile, in px. Counts need little space, so all tiles fit in one row. */
const TILE_WIDTH = 164;

const chosenRange = { preset: 'last_30_days' } as const;

function WorkNumbers(props: {
  data: AnalyticsOf<'work-items'>;
  today: string;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { data, today } = props;
  const { projects, totals, range, previous_range } = data;
  if (projects.length === 0) {
    return (
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {t('department.none')}
      </Box>
    );
  }
  return (
    <>
      <TileRow label={t('department.title')} tileWidth={TILE_WIDTH}>
        {workNumbers.map(name => (
          <NumberTile
            key={name}
            label={t(`work.${name}`)}
            number={totals[name]}
            formatter={countFormatter}
            goodDirection={goodDirections[name]}
          />
        ))}
      </TileRow>
      <Box sx={{ mt: 1 }}>
        <ComparedDays
          range={range}
          previousRange={previous_range}
          today={today}
        />
      </Box>
    </>
  );
}

export function DepartmentWork(props: DepartmentSectionProps) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { workspace, department } = props;
  const analyticsHref = useRouteRef(analyticsRouteRef);
  const { scope } = useAnalyticsScope(workspace, {
    range: chosenRange,
    department: department.id,
  });
  const query = useAnalytics('work-items', scope);
  useLiveAnalytics(workspace.id);
  const analyticsParams = new URLSearchParams({
    workspace: workspace.slug,
    department: department.id,
    tab: 'work',
  });
  return (
    <Section
      title={t('department.title')}
      hint={t('department.hint')}
      aside={
        analyticsHref && (
          <Link to={`${analyticsHref()}?${analyticsParams}`}>
            {t('department.more')}
          </Link>
        )
      }
    >
      <Box
        aria-busy={query.isStale}
        sx={query.isStale ? { opacity: 0.5 } : undefined}
      >
        <QueryState
          query={query}
          loading={
            <LoadingState>
              <TileSkeletons
                label={t('department.title')}
                count={4}
                tileWidth={TILE_WIDTH}
              />
            </LoadingState>
          }
        >
          {data => <WorkNumbers data={data} today={scope.today} />}
        </QueryState>
      </Box>
    </Section>
  );
}
