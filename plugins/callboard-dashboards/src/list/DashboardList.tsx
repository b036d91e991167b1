import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type DashboardTemplateName,
  endpoints,
  permissions,
  type Dashboard,
} from '@callboard/plugin-callboard-common';
import {
  AccessGrantersList,
  invalidateEndpoints,
  ShortcutsHelp,
  useShortcut,
  type OwnWorkspace,
  ChoiceToggle,
  SearchField,
  EmptyState,
  useAllowed,
  useCallboardQuery,
  useEndpointPages,
  type Pages,
  useLiveSignal,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState, type ReactNode, useMemo } from 'react';
import DashboardOutlinedIcon from '@mui/icons-material/DashboardOutlined';
import StarBorderIcon from '@mui/icons-material/StarBorder';
import { useQueryClient } from '@tanstack/react-query';
import { CreateDashboardDialog } from './CreateDashboardDialog';
import { DashboardTable } from './DashboardTable';
import { TemplateButtons } from './Templates';
import { ImportDashboardDialog } from './ImportDashboardDialog';
import { callboardDashboardsListTranslationRef } from './listTranslation';

const parameters = ['show', 'q'] as const;

const listNames = ['all', 'favourites', 'shared', 'private'] as const;

function useDashboardsUrl() {
  const [{ show: requested, q }, set] = useUrlState(parameters);
  const show = listNames.find(one => one === requested) ?? 'all';
  return {
    show,
    search: q,
    isFiltered: show !== 'all' || q !== undefined,
    setShow: (value: (typeof listNames)[number]) =>
      set({ show: value === 'all' ? undefined : value }),
    setSearch: (text: string | undefined) =>
      set({ q: text }, { replace: true }),
    clear: () => set({ show: undefined, q: undefined }),
  };
}

type DashboardsUrl = ReturnType<typeof useDashboardsUrl>;

const REFETCH_PAUSE_MS = 1_000;

function useLiveDashboards(workspaceId: string): void {
  const queries = useQueryClient();
  useLiveSignal({
    pauseMs: REFETCH_PAUSE_MS,
    isRelevant: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspaceId &&
      signal.entity_type === 'dashboard',
    run: () => {
      // A refetch would overwrite the optimistic result of a pending mutation with older data.
      if (queries.isMutating() > 0) {
        return false;
      }
      void invalidateEndpoints(queries, [endpoints.listDashboards]);
      return true;
    },
  });
}

/** The maximum number of favourites at the top before their page of the list is loaded. */
const MAX_FAVOURITES = 200;

/** Loads the dashboards that the URL selects. The list of all dashboards starts with favourites. */
function useDashboards(
  workspace: OwnWorkspace,
  url: DashboardsUrl,
): { list: Pages<Dashboard>; isGrouped: boolean } {
  useLiveDashboards(workspace.id);
  const params = { slug: workspace.slug };
  const { show, search } = url;
  const isAll = show === 'all';
  const list = useEndpointPages(endpoints.listDashboards, {
    params,
    query: {
      search,
      access: show === 'shared' || show === 'private' ? show : undefined,
      is_favourite: show === 'favourites' ? true : undefined,
    },
  });
  const favourites = useCallboardQuery(
    endpoints.listDashboards,
    { params, query: { search, is_favourite: true, limit: MAX_FAVOURITES } },
    { enabled: isAll },
  );
  const favouriteItems = isAll ? favourites.data?.items : undefined;
  const { data } = list;
  const items = useMemo(() => {
    if (!data || !favouriteItems) {
      return data?.items;
    }
    const listedById = new Map(data.items.map(one => [one.id, one]));
    // For a dashboard in both responses, the version in the list wins.
    const all = [
      ...favouriteItems.map(one => listedById.get(one.id) ?? one),
      ...data.items.filter(
        ({ id }) => !favouriteItems.some(one => one.id === id),
      ),
    ];
    // Before the next response, a toggled dashboard is still at its former position.
    return [
      ...all.filter(one => one.is_favourite),
      ...all.filter(one => !one.is_favourite),
    ];
  }, [data, favouriteItems]);
  const isWaiting = isAll && favourites.isPending;
  return {
    isGrouped: isAll && Boolean(items?.some(one => one.is_favourite)),
    list: {
      ...list,
      data: items && !isWaiting ? { items, total: data?.total } : undefined,
    },
  };
}

function NoDashboards(props: {
  workspace: OwnWorkspace;
  url: DashboardsUrl;
  /** Absent if the user may not create dashboards. */
  onStart?: (template: DashboardTemplateName) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { workspace, url, onStart } = props;
  const { show } = url;
  if (url.search !== undefined) {
    return (
      <EmptyState
        title={t('empty.found')}
        action={
          <Button variant="outlined" onClick={url.clear}>
            {t('clear')}
          </Button>
        }
      >
        {t('empty.foundHint')}
      </EmptyState>
    );
  }
  if (show !== 'all') {
    return (
      <EmptyState
        icon={show === 'favourites' ? <StarBorderIcon /> : undefined}
        title={t(`empty.${show}`)}
        action={
          <Button variant="outlined" onClick={url.clear}>
            {t('empty.showAll')}
          </Button>
        }
      >
        {t(`empty.${show}Hint`)}
      </EmptyState>
    );
  }
  const isGuest = workspace.role === 'guest';
  return (
    <>
      <EmptyState
        icon={<DashboardOutlinedIcon />}
        title={t('empty.title', { workspace: workspace.name })}
      >
        {t(isGuest ? 'empty.guest' : 'empty.hint')}
      </EmptyState>
      {onStart && <TemplateButtons onChoose={onStart} />}
    </>
  );
}

function DashboardListFilters(props: { url: DashboardsUrl }) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { url } = props;
  return (
    <>
      <SearchField
        label={t('search')}
        placeholder={t('searchHint')}
        value={url.search}
        onChange={url.setSearch}
      />
      <ChoiceToggle
        label={t('which')}
        value={url.show}
        choices={listNames.map(value => ({
          value,
          label: t(`show.${value}`),
        }))}
        onChange={url.setShow}
      />
      {url.isFiltered && <Button onClick={url.clear}>{t('clear')}</Button>}
    </>
  );
}

export function DashboardList(props: {
  workspace: OwnWorkspace;
  workspacePicker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { workspace } = props;
  const url = useDashboardsUrl();
  const { list, isGrouped } = useDashboards(workspace, url);
  const [openDialog, setOpenDialog] = useState<
    DashboardTemplateName | 'import'
  >();
  const isGuest = workspace.role === 'guest';
  const { dashboard, dashboardFavourite } = permissions;
  const isCreateAllowed = useAllowed(dashboard.create, workspace.slug);
  const canStar = useAllowed(dashboardFavourite.update, workspace.slug);
  const canCreate = !isGuest && isCreateAllowed;
  useShortcut('c', () => canCreate && setOpenDialog('delivery'));
  const close = () => setOpenDialog(undefined);
  return (
    <Stack spacing={2}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <Box
          role="group"
          aria-label={t('filters')}
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1.5,
            flex: '1 1 320px',
          }}
        >
          {props.workspacePicker}
          <DashboardListFilters url={url} />
        </Box>
        {canCreate && (
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
            <Button onClick={() => setOpenDialog('import')}>
              {t('import.open')}
            </Button>
            <Button
              variant="contained"
              startIcon={<AddIcon />}
              onClick={() => setOpenDialog('delivery')}
            >
              {t('create.open')}
            </Button>
          </Box>
        )}
      </Box>
      {isGuest && (
        <Alert severity="info">
          {t('guest', { workspace: workspace.name })}{' '}
          <AccessGrantersList
            accessGranters={{ workspace: workspace.slug }}
            isBrief
          />
        </Alert>
      )}
      <DashboardTable
        workspace={workspace}
        list={list}
        isGrouped={isGrouped}
        emptyState={
          <NoDashboards
            workspace={workspace}
            url={url}
            onStart={canCreate ? setOpenDialog : undefined}
          />
        }
      />
      <ShortcutsHelp
        standardShortcuts={['search', 'move', 'open']}
        more={[
          ...(canStar ? [['S', t('shortcut.star')] as const] : []),
          ...(canCreate ? [['C', t('shortcut.create')] as const] : []),
        ]}
      />
      {openDialog === 'import' && (
        <ImportDashboardDialog workspace={workspace} onClose={close} />
      )}
      {openDialog && openDialog !== 'import' && (
        <CreateDashboardDialog
          workspace={workspace}
          template={openDialog}
          onClose={close}
        />
      )}
    </Stack>
  );
}
