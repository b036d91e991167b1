import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  stateGroup,
  type WorkItem,
  endpoints,
  type Project,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  formatCount,
  LoadingState,
  QueryState,
  type DataTableGroup,
  type OwnWorkspace,
  useCallboardQuery,
  type Pages,
  getQueryKey,
  useCallboardClient,
  useMe,
  getErrorStatus,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo, useState } from 'react';
import { useQueries } from '@tanstack/react-query';
import { WorkProjectProvider } from '../data/WorkProjectProvider';
import { DrawerFrame } from '../drawer/DrawerFrame';
import type { ItemSequence } from '../drawer/ItemSequence';
import { MissingItem } from '../drawer/MissingItem';
import { OpenItem } from '../drawer/OpenItem';
import { drawerSkeleton } from '../drawer/drawerSkeleton';
import { useNeighbours } from '../drawer/useNeighbours';
import type { EditField } from '../list/InlineField';
import { useClosedGroups } from '../list/useClosedGroups';
import { useFieldKeys } from '../list/useFieldKeys';
import { useArrival } from '../layout/useArrival';
import { callboardWorkTranslationRef } from '../translation';
import { MyWorkFieldMenu, type EditedField } from './MyWorkFieldMenu';
import { ProjectLink } from './ProjectLink';
import { type MyWorkChoice, toMyWorkQuery } from './toMyWorkQuery';
import { useMyWorkColumns } from './useMyWorkColumns';
import { useMyWorkItems } from './useMyWorkItems';
import type { useMyWorkUrl } from './useMyWorkUrl';
import { useStateNames } from './useStateNames';

/**
 * The details of an item, within its project. The drawer stays open when the reader opens the next
 * item and it belongs to another project.
 */
function MyWorkDrawer(props: {
  workspace: OwnWorkspace;
  project: string;
  item: string;
  sequence: ItemSequence;
  onOpen: (id: string | undefined) => void;
}) {
  const { workspace, project: pid, item, sequence, onOpen } = props;
  const query = useCallboardQuery(endpoints.getProject, {
    params: { slug: workspace.slug, pid },
  });
  const neighbours = useNeighbours(item, sequence, onOpen);
  const close = () => onOpen(undefined);
  const status = getErrorStatus(query.error);
  // The server refuses an invalid id instead of not finding it.
  const isMissing = status === 404 || status === 400;
  return (
    <DrawerFrame id={item} onClose={close}>
      {isMissing ? (
        <MissingItem onClose={close} />
      ) : (
        <QueryState query={query} loading={drawerSkeleton}>
          {project => (
            <WorkProjectProvider
              workspace={workspace}
              project={project}
              loading={drawerSkeleton}
            >
              <OpenItem id={item} neighbours={neighbours} onOpen={onOpen} />
            </WorkProjectProvider>
          )}
        </QueryState>
      )}
    </DrawerFrame>
  );
}

/**
 * Counts the reader's items in each of some groups on the server, for lists that
 * are not fully loaded.
 *
 * @param keys - ids of projects, or state groups; empty to request nothing
 * @returns the totals that are known, by key
 */
function useMyWorkTotals(
  workspace: OwnWorkspace,
  options: MyWorkChoice & { isByState: boolean },
  keys: readonly string[],
): Readonly<Record<string, number | undefined>> {
  const client = useCallboardClient();
  const { data: me } = useMe();
  const { isByState } = options;
  return useQueries({
    queries: keys.map(key => {
      const input = {
        params: { slug: workspace.slug },
        query: {
          ...toMyWorkQuery(me, options),
          ...(isByState ? { state_group: key } : { project_id: key }),
          limit: 1,
        },
      };
      return {
        queryKey: getQueryKey(endpoints.listWorkItemsOfWorkspace, input),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          client.call(endpoints.listWorkItemsOfWorkspace, { ...input, signal }),
      };
    }),
    combine: answers =>
      Object.fromEntries(
        answers.map(({ data }, at) => [keys[at], data?.total] as const),
      ),
  });
}

/** The same as `useMyWorkItems`, with the projects of the items. */
function useMyWork(
  workspace: OwnWorkspace,
  options: MyWorkChoice & { limit: number },
): {
  list: Pages<WorkItem>;
  findItemProject: (item: WorkItem) => Project | undefined;
} {
  const params = { slug: workspace.slug };
  const projects = useCallboardQuery(endpoints.listProjects, {
    params,
    query: { limit: 200 },
  });
  const list = useMyWorkItems(workspace, options);
  const byId = useMemo(
    () => new Map(projects.data?.items.map(project => [project.id, project])),
    [projects.data],
  );
  const findItemProject = useCallback(
    (item: WorkItem) => byId.get(item.project_id),
    [byId],
  );
  return { list, findItemProject };
}

const PAGE = 200;

/** Each count is a request. Groups after these show no count. */
const MAX_COUNTED = 12;

/** No identifier is shorter, in letters, than its column's heading. */
const SHORTEST = 6;

const skeleton = <LoadingState rows={10} rowHeight={36} />;

const getRowId = ({ id }: WorkItem) => id;

/** The reader's work in a workspace, by project or by state group. */
export function MyWorkList(props: {
  workspace: OwnWorkspace;
  url: ReturnType<typeof useMyWorkUrl>;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace, url } = props;
  const choice = { list: url.list, isOpen: !url.isAll };
  const { list, findItemProject } = useMyWork(workspace, {
    ...choice,
    limit: PAGE,
  });
  const { isByState } = url;
  const loaded = list.data?.items;
  const [edited, setEdited] = useState<EditedField>();
  const edit = useCallback<EditField>(
    (item, field, anchor) => setEdited({ item, field, anchor }),
    [],
  );
  const onRowKeyDown = useFieldKeys(edit);
  const { arrival, returnTo } = useArrival();
  const [closed, toggleGroup] = useClosedGroups('my-work');
  const columns = useMyWorkColumns({
    longest: Math.max(
      SHORTEST,
      ...(loaded ?? []).map(({ identifier }) => identifier.length),
    ),
    isByState,
    findItemProject,
    getStateName: useStateNames(workspace, loaded ?? []),
    onEdit: edit,
  });
  const getGroup = useMemo(
    () =>
      (item: WorkItem): DataTableGroup => {
        const project = findItemProject(item);
        return isByState
          ? { key: item.state_group, label: t(`group.${item.state_group}`) }
          : {
              key: item.project_id,
              label: project?.name ?? '',
              content: <ProjectLink project={project} />,
            };
      },
    [t, isByState, findItemProject],
  );
  const rows = useMemo(() => {
    const getSortKey = (item: WorkItem) =>
      isByState
        ? String(stateGroup.options.indexOf(item.state_group))
        : `${getGroup(item).label} ${item.project_id}`;
    return [...(loaded ?? [])].sort((a, b) =>
      getSortKey(a).localeCompare(getSortKey(b)),
    );
  }, [loaded, isByState, getGroup]);
  const { hasMore, loadMore } = list;
  const { groups, counts } = useMemo(() => {
    const byKey = new Map<string, DataTableGroup>();
    const loadedByGroup = new Map<string, number>();
    for (const item of rows) {
      const group = getGroup(item);
      byKey.set(group.key, group);
      loadedByGroup.set(group.key, (loadedByGroup.get(group.key) ?? 0) + 1);
    }
    return { groups: [...byKey.values()], counts: loadedByGroup };
  }, [rows, getGroup]);
  const totals = useMyWorkTotals(
    workspace,
    { ...choice, isByState },
    // A list that is not fully loaded cannot be counted here.
    hasMore ? groups.slice(0, MAX_COUNTED).map(({ key }) => key) : [],
  );
  const collapse = useMemo(() => {
    return {
      closed,
      onToggle: toggleGroup,
      groups: groups.map(group => {
        const count = hasMore ? totals[group.key] : counts.get(group.key);
        return count === undefined
          ? group
          : {
              ...group,
              note: t('results.count', {
                count,
                formatted: formatCount(count),
              }),
            };
      }),
    };
  }, [t, groups, counts, totals, closed, toggleGroup, hasMore]);
  const openItem = (id: string | undefined) => {
    if (!id && url.item) {
      returnTo(url.item);
    }
    url.open(id, rows.find(row => row.id === id)?.project_id);
  };
  // An empty answer to the previous query does not mean that this one is empty.
  const none = list.isStale ? (
    skeleton
  ) : (
    <EmptyState title={t(`mine.${url.list}.empty`)}>
      {t(`mine.${url.list}.hint`)}
    </EmptyState>
  );
  return (
    <>
      <QueryState
        query={list}
        loading={skeleton}
        givers={{ workspace: workspace.slug }}
      >
        {({ total }) =>
          rows.length > 0 ? (
            <DataTable
              isMain
              label={t(`mine.${url.list}.label`)}
              collapse={collapse}
              onRowKeyDown={onRowKeyDown}
              arrival={arrival}
              columns={columns}
              rows={rows}
              rowId={getRowId}
              getGroup={getGroup}
              onRowOpen={({ id, project_id }) => url.open(id, project_id)}
              openRowId={url.item}
              total={total}
              pages={list}
            />
          ) : (
            none
          )
        }
      </QueryState>
      {edited && (
        <MyWorkFieldMenu
          workspace={workspace}
          edited={edited}
          onClose={() => setEdited(undefined)}
        />
      )}
      {url.item && url.project && (
        <MyWorkDrawer
          workspace={workspace}
          project={url.project}
          item={url.item}
          sequence={{ items: rows, loadMore: hasMore ? loadMore : undefined }}
          onOpen={openItem}
        />
      )}
    </>
  );
}
