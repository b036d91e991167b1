import { useTranslationRef, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  SelectField,
  ExactPath,
  PageBody,
  ShortcutsHelp,
  WorkspaceChoice,
  type OwnWorkspace,
  useCallboardQuery,
  useEndpointPages,
  type Pages,
  formatCount,
  SearchField,
  DataTable,
  QueryState,
  type DataTableGroup,
  EmptyState,
  LoadingState,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { type ReactNode, useCallback } from 'react';
import {
  endpoints,
  type ProjectOverview,
  projectOverviewOrder,
  type ProjectOverviewOrder,
} from '@callboard/plugin-callboard-common';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { Link } from '@backstage/core-components';
import { useLiveWork } from '../data/refreshWork';
import { catalogRouteRef } from '../routes';
import { callboardWorkProjectsTranslationRef } from './projectsTranslation';
import { useProjectColumns } from './useProjectColumns';

const urlParameters = ['show', 'q', 'order', 'archived'] as const;

const DEFAULT_ORDER: ProjectOverviewOrder = '-last_changed_at';

function useProjectsUrl() {
  const [{ show, q, order, archived }, setState] = useUrlState(urlParameters);
  return {
    isMine: show === 'mine',
    search: q,
    order: projectOverviewOrder.safeParse(order).data ?? DEFAULT_ORDER,
    isArchived: archived === 'true',
    /** Whether a search or the filter for archived projects is active. `isMine` does not count. */
    isFiltered: q !== undefined || archived === 'true',
    setMine: (isMine: boolean) =>
      setState({ show: isMine ? 'mine' : undefined }),
    setSearch: (text: string | undefined) =>
      setState({ q: text }, { replace: true }),
    setOrder: (value: ProjectOverviewOrder) =>
      setState({ order: value === DEFAULT_ORDER ? undefined : value }),
    setArchived: (isArchived: boolean) =>
      setState({ archived: isArchived ? 'true' : undefined }),
    clear: () => setState({ q: undefined, archived: undefined }),
  };
}

type ProjectsUrl = ReturnType<typeof useProjectsUrl>;

const projectsSkeleton = <LoadingState rows={8} rowHeight={56} />;

/** The empty state of the list: no matches, no projects of the user, or no projects at all. */
function NoProjects(props: { workspace: OwnWorkspace; url: ProjectsUrl }) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const getCatalogHref = useRouteRef(catalogRouteRef);
  const { workspace, url } = props;
  const params = { workspace: workspace.name };
  if (url.isFiltered) {
    return (
      <EmptyState
        title={t('emptyFound')}
        action={
          <Button variant="outlined" onClick={url.clear}>
            {t('clear')}
          </Button>
        }
      >
        {t('emptyFoundHint')}
      </EmptyState>
    );
  }
  if (url.isMine) {
    return (
      <EmptyState
        title={t('emptyMine', params)}
        action={
          <Button variant="outlined" onClick={() => url.setMine(false)}>
            {t('showAll')}
          </Button>
        }
      >
        {t('emptyMineHint')}
      </EmptyState>
    );
  }
  const isGuest = workspace.role === 'guest';
  return (
    <EmptyState
      title={t('empty', params)}
      action={
        !isGuest &&
        getCatalogHref && (
          <Button variant="outlined" component={Link} to={getCatalogHref()}>
            {t('catalog')}
          </Button>
        )
      }
    >
      {isGuest ? t('emptyGuest') : t('emptyHint')}
    </EmptyState>
  );
}

const scopes = ['mine', 'all'] as const;

/** The number of matching projects: the user's own, and all; undefined while loading. */
type Totals = Record<(typeof scopes)[number], number | undefined>;

const ROW_HEIGHT = 64;

const getRowId = ({ project }: ProjectOverview) => project.id;

function ProjectList(props: {
  workspace: OwnWorkspace;
  url: ProjectsUrl;
  list: Pages<ProjectOverview>;
  totals: Totals;
}) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { workspace, url, list } = props;
  const { mine, all } = props.totals;
  const columns = useProjectColumns(workspace);
  const getGroup = useCallback(
    ({ is_mine }: ProjectOverview): DataTableGroup => {
      const otherCount =
        all === undefined || mine === undefined ? undefined : all - mine;
      const count = is_mine ? mine : otherCount;
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
  // The empty list may be the response to the previous query.
  const placeholder = list.isStale ? (
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
            // If the user has no projects, the other projects need no heading.
            getGroup={items[0].is_mine && !url.isMine ? getGroup : undefined}
            rowHeight={ROW_HEIGHT}
            total={total}
            pages={list}
          />
        ) : (
          placeholder
        )
      }
    </QueryState>
  );
}

const toggleStyle = { textTransform: 'none', py: 0.5, px: 1.5, minHeight: 40 };

function ProjectFilters(props: { url: ProjectsUrl; totals: Totals }) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { url, totals } = props;
  const getFilterLabel = (name: (typeof scopes)[number]) => {
    const total = totals[name];
    return total === undefined
      ? t(name)
      : t('countOf', { which: t(name), formatted: formatCount(total) });
  };
  return (
    <>
      <SearchField
        label={t('search')}
        placeholder={t('searchHint')}
        value={url.search}
        onChange={url.setSearch}
      />
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label={t('which')}
        value={url.isMine ? 'mine' : 'all'}
        onChange={(_, value: string | null) =>
          value && url.setMine(value === 'mine')
        }
      >
        {scopes.map(name => (
          <ToggleButton
            key={name}
            value={name}
            // Reserves space for the count, so that nothing moves when the count loads.
            sx={{
              ...toggleStyle,
              minWidth: 88,
              fontVariantNumeric: 'tabular-nums',
            }}
          >
            {getFilterLabel(name)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <SelectField
        label={t('order')}
        value={url.order}
        options={projectOverviewOrder.options.map(value => ({
          value,
          label: t(`orders.${value}`),
        }))}
        onChange={url.setOrder}
        sx={{ minWidth: 128 }}
      />
      <ToggleButton
        value="archived"
        size="small"
        selected={url.isArchived}
        onChange={() => url.setArchived(!url.isArchived)}
        sx={toggleStyle}
      >
        {t('archived')}
      </ToggleButton>
      {url.isFiltered && <Button onClick={url.clear}>{t('clear')}</Button>}
    </>
  );
}

const PAGE_SIZE = 50;

function useProjectOverviews(workspace: OwnWorkspace, url: ProjectsUrl) {
  useLiveWork(workspace.id);
  const params = { slug: workspace.slug };
  const query = { search: url.search, is_archived: url.isArchived };
  const toMineFilter = (isMine: boolean) => (isMine ? true : undefined);
  const list = useEndpointPages(endpoints.listProjectOverviews, {
    params,
    query: {
      ...query,
      is_mine: toMineFilter(url.isMine),
      order_by: url.order,
      limit: PAGE_SIZE,
    },
  });
  const unselectedList = useCallboardQuery(endpoints.listProjectOverviews, {
    params,
    query: { ...query, is_mine: toMineFilter(!url.isMine), limit: 1 },
  });
  const selectedTotal = list.isStale ? undefined : list.data?.total;
  const unselectedTotal = unselectedList.data?.total;
  const totals: Totals = url.isMine
    ? { mine: selectedTotal, all: unselectedTotal }
    : { mine: unselectedTotal, all: selectedTotal };
  return { list, totals };
}

function WorkspaceProjects(props: {
  workspace: OwnWorkspace;
  workspacePicker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { workspace } = props;
  const url = useProjectsUrl();
  const { list, totals } = useProjectOverviews(workspace, url);
  return (
    <Stack spacing={2}>
      <Box
        role="group"
        aria-label={t('filters')}
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}
      >
        {props.workspacePicker}
        <ProjectFilters url={url} totals={totals} />
      </Box>
      {workspace.role === 'guest' && (
        <Alert severity="info">
          {t('guest', { workspace: workspace.name })}
        </Alert>
      )}
      <ProjectList
        workspace={workspace}
        url={url}
        list={list}
        totals={totals}
      />
      <ShortcutsHelp standardShortcuts={['move']} />
    </Stack>
  );
}

export function ProjectsContent() {
  return (
    <PageBody>
      <ExactPath>
        <WorkspaceChoice loading={projectsSkeleton}>
          {(workspace, workspacePicker) => (
            <WorkspaceProjects
              key={workspace.slug}
              workspace={workspace}
              workspacePicker={workspacePicker}
            />
          )}
        </WorkspaceChoice>
      </ExactPath>
    </PageBody>
  );
}
