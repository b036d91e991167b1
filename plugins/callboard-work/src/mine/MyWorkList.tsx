import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { stateGroup, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  LoadingState,
  QueryState,
  type DataTableGroup,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { MyWorkDrawer } from './MyWorkDrawer';
import { ProjectLink } from './ProjectLink';
import { useMyWork } from './useMyWork';
import { useMyWorkColumns } from './useMyWorkColumns';
import type { useMyWorkUrl } from './useMyWorkUrl';

const PAGE = 200;

/** No identifier is shorter, in letters, than its column's heading. */
const SHORTEST = 6;

const idOf = ({ id }: WorkItem) => id;

/** One's own work in a workspace, by project or by how far it is. */
export function MyWorkList(props: {
  workspace: OwnWorkspace;
  url: ReturnType<typeof useMyWorkUrl>;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace, url } = props;
  const { list, projectOf } = useMyWork(workspace, {
    isOpen: !url.isAll,
    limit: PAGE,
  });
  const { isByState } = url;
  const loaded = list.data?.items;
  const columns = useMyWorkColumns({
    longest: Math.max(
      SHORTEST,
      ...(loaded ?? []).map(({ identifier }) => identifier.length),
    ),
    isByState,
    projectOf,
  });
  const groupOf = useMemo(
    () =>
      (item: WorkItem): DataTableGroup => {
        const project = projectOf(item);
        return isByState
          ? { key: item.state_group, label: t(`group.${item.state_group}`) }
          : {
              key: item.project_id,
              label: project?.name ?? '',
              content: <ProjectLink project={project} />,
            };
      },
    [t, isByState, projectOf],
  );
  const rows = useMemo(() => {
    const rankOf = (item: WorkItem) =>
      isByState
        ? String(stateGroup.options.indexOf(item.state_group))
        : `${groupOf(item).label} ${item.project_id}`;
    return [...(loaded ?? [])].sort((a, b) =>
      rankOf(a).localeCompare(rankOf(b)),
    );
  }, [loaded, isByState, groupOf]);
  return (
    <>
      <QueryState
        query={list}
        loading={<LoadingState rows={10} rowHeight={36} />}
        whoCanGive={t('tab.whoCanGive')}
      >
        {({ total }) =>
          rows.length > 0 ? (
            <DataTable
              label={t('mine.label')}
              columns={columns}
              rows={rows}
              rowId={idOf}
              groupOf={groupOf}
              onRowOpen={({ id, project_id }) => url.open(id, project_id)}
              openRowId={url.item}
              total={total}
              pages={list}
            />
          ) : (
            <EmptyState title={t('mine.empty')}>
              {t('mine.emptyHint')}
            </EmptyState>
          )
        }
      </QueryState>
      {url.item && url.project && (
        <MyWorkDrawer
          workspace={workspace}
          project={url.project}
          item={url.item}
          onOpen={id => url.open(id)}
        />
      )}
    </>
  );
}
