import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type DataTableColumn,
  formatCount,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import { DateTime } from 'luxon';
import type { AnalyticsScope, AnalyticsOf } from './useAnalytics';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { countFormatter, createTrendColumn } from './TrendCell';
import { ProjectLink, useProjectHref } from './ProjectLink';

type ProjectRow = AnalyticsOf<'work-items'>['projects'][number];

const getPreviousDay = (date: string) =>
  DateTime.fromISO(date, { zone: 'utc' }).minus({ days: 1 }).toISODate()!;

/** The number of overdue items of a project. Links to the list of these items if possible. */
function OverdueLink(props: { project: ProjectRow; scope: AnalyticsScope }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { project, scope } = props;
  const { start, end, today, workspace, department } = scope;
  const lastOverdueDay = end < today ? end : getPreviousDay(today);
  const href = useProjectHref(project.project_id, 'work', {
    workspace: workspace.slug,
    due: `${start}..${lastOverdueDay}`,
  });
  const number = formatCount(project.overdue.count);
  // The linked list cannot be filtered by department.
  const isLinked = href && project.overdue.count > 0 && !department;
  return isLinked ? (
    <Link
      to={href}
      aria-label={t('work.overdueOf', { name: project.name, number })}
    >
      {number}
    </Link>
  ) : (
    <>{number}</>
  );
}

export const workNumbers = [
  'created',
  'completed',
  'started',
  'overdue',
] as const;

/** Whether an increase or a decrease of each number counts as good. */
export const goodDirections = {
  created: 'neutral',
  completed: 'more',
  started: 'neutral',
  overdue: 'less',
} as const;

const NUMBER_WIDTH_PX = 40;

function BoardLink(props: { project: ProjectRow; workspace: string }) {
  const { project, workspace } = props;
  const href = useProjectHref(project.project_id, 'work', {
    workspace,
    view: 'board',
  });
  return <ProjectLink name={project.name} href={href} />;
}

export function useWorkColumns(
  scope: AnalyticsScope,
): DataTableColumn<ProjectRow>[] {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  return useMemo<DataTableColumn<ProjectRow>[]>(
    () => [
      {
        id: 'project',
        header: t('work.project'),
        width: 'minmax(160px, 1fr)',
        narrow: 'line',
        orderBy: 'project',
        cell: ({ row: { original } }) => (
          <BoardLink project={original} workspace={scope.workspace.slug} />
        ),
      },
      ...workNumbers.map(name =>
        createTrendColumn<typeof name, ProjectRow>(name, {
          header: t(`work.${name}`),
          width: '136px',
          formatter: countFormatter,
          goodDirection: goodDirections[name],
          numberWidth: NUMBER_WIDTH_PX,
          renderNumber: project =>
            name === 'overdue' && (
              <OverdueLink project={project} scope={scope} />
            ),
        }),
      ),
    ],
    [t, scope],
  );
}
