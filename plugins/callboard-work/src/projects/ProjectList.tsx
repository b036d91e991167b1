import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ProjectOverview } from '@callboard/plugin-callboard-common';
import {
  DataTable,
  formatCount,
  QueryState,
  type DataTableGroup,
  type OwnWorkspace,
  type Pages,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { NoProjects } from './NoProjects';
import { callboardWorkProjectsTranslationRef } from './projectsTranslation';
import { projectsSkeleton } from './projectsSkeleton';
import { useProjectColumns } from './useProjectColumns';
import type { ProjectsUrl } from './useProjectsUrl';

const ROW_HEIGHT = 64;

const getRowId = ({ project }: ProjectOverview) => project.id;

/** The projects, with those of the reader first. */
export function ProjectList(props: {
  workspace: OwnWorkspace;
  url: ProjectsUrl;
  list: Pages<ProjectOverview>;
  totals: { mine: number | undefined; all: number | undefined };
}) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { workspace, url, list } = props;
  const { mine, all } = props.totals;
  const columns = useProjectColumns(workspace);
  const getGroup = useMemo(
    () =>
      ({ is_mine }: ProjectOverview): DataTableGroup => {
        const others =
          all === undefined || mine === undefined ? undefined : all - mine;
        const count = is_mine ? mine : others;
        return {
          key: is_mine ? 'mine' : 'others',
          label: is_mine
            ? t('groupMine')
            : t('groupOthers', { workspace: workspace.name }),
          note: count === undefined ? '' : formatCount(count),
        };
      },
    [t, workspace.name, mine, all],
  );
  // An empty answer to the previous query does not mean that this one is empty.
  const none = list.isStale ? (
    projectsSkeleton
  ) : (
    <NoProjects workspace={workspace} url={url} />
  );
  return (
    <QueryState query={list} loading={projectsSkeleton}>
      {({ items, total }) =>
        items.length > 0 ? (
          <DataTable
            label={t('label')}
            columns={columns}
            rows={items}
            rowId={getRowId}
            // Without the reader's own, the others need no heading.
            getGroup={items[0].is_mine && !url.isMine ? getGroup : undefined}
            rowHeight={ROW_HEIGHT}
            total={total}
            pages={list}
          />
        ) : (
          none
        )
      }
    </QueryState>
  );
}
