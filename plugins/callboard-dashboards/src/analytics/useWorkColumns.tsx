import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DataTableColumn } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import type { AnalyticsScope } from './AnalyticsScope';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { countWords } from './countWords';
import { OverdueCell } from './OverdueCell';
import { ProjectLink } from './ProjectLink';
import { TrendCell } from './TrendCell';
import type { AnalyticsOf } from './useAnalytics';
import { useProjectHref } from './useProjectHref';

type ProjectRow = AnalyticsOf<'work-items'>['projects'][number];

/** The numbers of a project. */
export const workNumbers = [
  'created',
  'completed',
  'started',
  'overdue',
] as const;

const goodDirections = {
  created: 'neutral',
  completed: 'more',
  started: 'neutral',
} as const;

const NUMBER_WIDTH = 40;

function BoardLink(props: { project: ProjectRow; workspace: string }) {
  const { project, workspace } = props;
  const href = useProjectHref(project.project_id, 'work', {
    workspace,
    view: 'board',
  });
  return <ProjectLink name={project.name} href={href} />;
}

/** The columns of projects and their work. */
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
      ...workNumbers.map(
        (name): DataTableColumn<ProjectRow> => ({
          id: name,
          header: t(`work.${name}`),
          width: '136px',
          align: 'end',
          orderBy: name,
          cell: ({ row: { original } }) =>
            name === 'overdue' ? (
              <OverdueCell
                project={original}
                scope={scope}
                numberWidth={NUMBER_WIDTH}
              />
            ) : (
              <TrendCell
                label={t(`work.${name}`)}
                number={original[name]}
                words={countWords}
                goodDirection={goodDirections[name]}
                numberWidth={NUMBER_WIDTH}
              />
            ),
        }),
      ),
    ],
    [t, scope],
  );
}
