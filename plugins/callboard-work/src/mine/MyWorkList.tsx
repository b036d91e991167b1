import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  stateGroup,
  type WorkItem,
  endpoints,
  type Project,
} from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  DataTable,
  EmptyState,
  LoadingState,
  QueryState,
  type DataTableGroup,
  type OwnWorkspace,
  getQueryKey,
  useCallboardClient,
  useMe,
  GroupIcon,
  BadgeWithLabel,
  type DataTableColumn,
  EntityLink,
  parseRef,
  useWholeList,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo, useState } from 'react';
import { useQueries } from '@tanstack/react-query';
import { type OpenFieldMenu, InlineField } from '../list/InlineField';
import { useCollapsedGroups } from '../list/collapsedGroups';
import { useFieldKeys } from '../list/useFieldMenu';
import { useItemToFocus } from '../list/useItemToFocus';
import { callboardWorkTranslationRef } from '../translation';
import { MyWorkDrawer, MyWorkFieldMenu, type EditedField } from './MyWorkItem';
import {
  type MyWorkChoice,
  toMyWorkQuery,
  useMyWorkItems,
  type useMyWorkUrl,
  useStateNames,
} from './useMyWorkItems';
import { useItemColumns } from '../list/useItemColumns';

/**
 * Requests the number of the user's items in each given group, for lists that are not fully loaded.
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
    combine: results =>
      Object.fromEntries(
        results.map(({ data }, index) => [keys[index], data?.total] as const),
      ),
  });
}

function ProjectLink(props: { project: Project | undefined }) {
  const { project } = props;
  return project ? (
    <EntityLink
      type={parseRef(project.entity_ref)?.kind}
      id={project.entity_ref}
      label={project.name}
    />
  ) : null;
}

/** The table width, in px, below which icons have no labels. */
const LABEL_BREAKPOINT_PX = 900;

function useMyWorkColumns(options: {
  /** The maximum length of the identifiers, in characters. */
  maxIdentifierLength: number;
  isByState: boolean;
  findItemProject: (item: WorkItem) => Project | undefined;
  getStateName: (item: WorkItem) => string;
  onEdit: OpenFieldMenu;
}): DataTableColumn<WorkItem>[] {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const {
    maxIdentifierLength,
    isByState,
    findItemProject,
    getStateName,
    onEdit,
  } = options;
  const itemColumns = useItemColumns({
    maxIdentifierLength,
    labelBreakpoint: LABEL_BREAKPOINT_PX,
    onEdit,
  });
  return useMemo<DataTableColumn<WorkItem>[]>(() => {
    const project: DataTableColumn<WorkItem> = {
      id: 'project',
      header: t('field.project'),
      width: 'minmax(110px, 0.4fr)',
      cell: ({ row }) => (
        <ProjectLink project={findItemProject(row.original)} />
      ),
    };
    const state: DataTableColumn<WorkItem> = {
      id: 'state',
      header: t('field.state'),
      width: '132px',
      cell: ({ row: { original } }) => (
        <InlineField
          item={original}
          field="state"
          text={getStateName(original)}
          onEdit={onEdit}
        >
          <BadgeWithLabel
            icon={<GroupIcon group={original.state_group} />}
            label={getStateName(original)}
          />
        </InlineField>
      ),
    };
    return [
      itemColumns.identifier,
      itemColumns.title,
      ...(isByState ? [project, state] : [state]),
      itemColumns.priority,
      itemColumns.estimate,
      itemColumns.target_date,
    ];
  }, [t, itemColumns, isByState, findItemProject, getStateName, onEdit]);
}

const PAGE_SIZE = 200;

/** The maximum number of counted groups: each count is a request. */
const MAX_COUNTED_GROUPS = 12;

/** The minimum width of the identifier column, in characters. */
const MIN_IDENTIFIER_LENGTH = 6;

const skeleton = <LoadingState rows={10} rowHeight={36} />;

export function MyWorkList(props: {
  workspace: OwnWorkspace;
  url: ReturnType<typeof useMyWorkUrl>;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace, url } = props;
  const filter = { list: url.list, isOpenOnly: !url.isAll };
  const pages = useMyWorkItems(workspace, { ...filter, limit: PAGE_SIZE });
  const { data: projects } = useWholeList(endpoints.listProjects, {
    params: { slug: workspace.slug },
  });
  const findItemProject = useMemo(() => {
    const projectById = new Map(
      projects?.items.map(project => [project.id, project]),
    );
    return ({ project_id }: WorkItem) => projectById.get(project_id);
  }, [projects]);
  const { isByState } = url;
  const loaded = pages.data?.items;
  const [edited, setEdited] = useState<EditedField>();
  const openFieldMenu = useCallback<OpenFieldMenu>(
    (item, field, anchor) => setEdited({ item, field, anchor }),
    [],
  );
  const onRowKeyDown = useFieldKeys(openFieldMenu);
  const { itemToFocus, focusItemIfLoaded } = useItemToFocus();
  const [collapsedKeys, toggleGroup] = useCollapsedGroups('my-work');
  const columns = useMyWorkColumns({
    maxIdentifierLength: Math.max(
      MIN_IDENTIFIER_LENGTH,
      ...(loaded ?? []).map(({ identifier }) => identifier.length),
    ),
    isByState,
    findItemProject,
    getStateName: useStateNames(workspace, loaded ?? []),
    onEdit: openFieldMenu,
  });
  const getGroup = useCallback(
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
  const { hasMore, loadMore } = pages;
  const { groups, loadedCounts } = useMemo(() => {
    const groupByKey = new Map<string, DataTableGroup>();
    const loadedByGroup = new Map<string, number>();
    for (const item of rows) {
      const group = getGroup(item);
      groupByKey.set(group.key, group);
      loadedByGroup.set(group.key, (loadedByGroup.get(group.key) ?? 0) + 1);
    }
    return { groups: [...groupByKey.values()], loadedCounts: loadedByGroup };
  }, [rows, getGroup]);
  const totals = useMyWorkTotals(
    workspace,
    { ...filter, isByState },
    // Requests totals only if the list is not fully loaded. Otherwise, `loadedCounts` counts all
    // items.
    hasMore ? groups.slice(0, MAX_COUNTED_GROUPS).map(({ key }) => key) : [],
  );
  const collapse = useMemo(() => {
    return {
      closed: collapsedKeys,
      onToggle: toggleGroup,
      groups: groups.map(group => {
        const count = hasMore ? totals[group.key] : loadedCounts.get(group.key);
        return count === undefined
          ? group
          : {
              ...group,
              note: t('results.count', toCountParams(count)),
            };
      }),
    };
  }, [t, groups, loadedCounts, totals, collapsedKeys, toggleGroup, hasMore]);
  /** Opens an item in the drawer. Without an id, closes the drawer and focuses the item's row. */
  const openItem = (id: string | undefined) => {
    if (!id && url.item) {
      focusItemIfLoaded(url.item);
    }
    url.open(id, rows.find(row => row.id === id)?.project_id);
  };
  // The empty list may be the response to the previous query.
  const placeholder = pages.isStale ? (
    skeleton
  ) : (
    <EmptyState title={t(`mine.${url.list}.empty`)}>
      {t(`mine.${url.list}.hint`)}
    </EmptyState>
  );
  return (
    <>
      <QueryState
        query={pages}
        loading={skeleton}
        accessGranters={{ workspace: workspace.slug }}
      >
        {({ total }) =>
          rows.length > 0 ? (
            <DataTable
              isMain
              label={t(`mine.${url.list}.label`)}
              collapse={collapse}
              onRowKeyDown={onRowKeyDown}
              arrival={itemToFocus}
              columns={columns}
              rows={rows}
              getGroup={getGroup}
              onRowOpen={({ id, project_id }) => url.open(id, project_id)}
              openRowId={url.item}
              total={total}
              pages={pages}
            />
          ) : (
            placeholder
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
          projectId={url.project}
          itemId={url.item}
          sequence={{ items: rows, loadMore: hasMore ? loadMore : undefined }}
          onOpen={openItem}
        />
      )}
    </>
  );
}
