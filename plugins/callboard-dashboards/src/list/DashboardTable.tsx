import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { type Dashboard, endpoints } from '@callboard/plugin-callboard-common';
import {
  DataTable,
  QueryState,
  useMe,
  type DataTableGroup,
  type OwnWorkspace,
  type Pages,
  LoadingState,
  FormDialog,
  getProblems,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import {
  lazy,
  Suspense,
  useCallback,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { refreshDashboards } from '../data/dashboards';
import { useToggleFavourite } from '../data/useToggleFavourite';
import { DashboardMenu, getDashboardRights } from './DashboardMenu';
import { useDashboardActions } from './useDashboardActions';
import { callboardDashboardsListTranslationRef } from './listTranslation';
import { useDashboardColumns } from './useDashboardColumns';

/** Confirms the deletion of a dashboard, with its effect on other viewers. */
function DeleteDashboardDialog(props: {
  workspace: OwnWorkspace;
  dashboard: Dashboard;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { workspace, dashboard, onClose } = props;
  const { id, name, access, is_default } = dashboard;
  const queries = useQueryClient();
  const deletion = useEndpointMutation(endpoints.deleteDashboard, {
    toRequest: () => ({ params: { slug: workspace.slug, id } }),
    toSuccessTitle: () => t('did.delete', { name }),
    onSuccess: onClose,
    onSettled: () => refreshDashboards(queries),
  });
  return (
    <FormDialog
      title={t('delete.title', { name })}
      hint={t(`delete.${is_default ? 'default' : access}`, {
        workspace: workspace.name,
      })}
      failure={
        deletion.error &&
        `${t('delete.failed')} ${getProblems(deletion.error).message}`
      }
      submitLabel={t('delete.submit')}
      submitColor="error"
      isBusy={deletion.isPending}
      isReady
      onSubmit={() => deletion.mutate()}
      onClose={onClose}
    />
  );
}

/** The placeholder of the list of dashboards. */
const dashboardsSkeleton = <LoadingState rows={6} rowHeight={48} />;

// Dialogs that are rarely opened are loaded on demand.
const DashboardSettingsDialog = lazy(() =>
  import('../settings/DashboardSettingsDialog').then(m => ({
    default: m.DashboardSettingsDialog,
  })),
);

const ROW_HEIGHT = 56;

const getRowId = ({ id }: Dashboard) => id;

/** The table of dashboards, with a menu of actions for each. */
export function DashboardTable(props: {
  workspace: OwnWorkspace;
  list: Pages<Dashboard>;
  /** Whether favourites have their own heading. */
  isGrouped: boolean;
  /** Shown if the list is empty. */
  emptyState: ReactNode;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { workspace, list, isGrouped } = props;
  // The page renders once the user is known.
  const userRef = useMe().data?.user_ref ?? '';
  const actions = useDashboardActions(workspace);
  const toggle = useToggleFavourite(workspace.slug);
  const [confirming, setConfirming] = useState<{
    about: Dashboard;
    for: 'edit' | 'delete';
  }>();
  const getMenu = useCallback(
    (dashboard: Dashboard) => (
      <DashboardMenu
        dashboard={dashboard}
        rights={getDashboardRights(dashboard, workspace, userRef)}
        actions={actions}
        onEdit={about => setConfirming({ about, for: 'edit' })}
        onDelete={about => setConfirming({ about, for: 'delete' })}
      />
    ),
    [actions, workspace, userRef],
  );
  const columns = useDashboardColumns(workspace, toggle, getMenu);
  const getGroup = useMemo(
    () =>
      ({ is_favourite }: Dashboard): DataTableGroup => ({
        key: is_favourite ? 'favourites' : 'others',
        label: t(is_favourite ? 'groupFavourites' : 'groupOthers'),
        note: '',
      }),
    [t],
  );
  const close = () => setConfirming(undefined);
  return (
    <>
      <QueryState
        query={list}
        loading={dashboardsSkeleton}
        givers={{ workspace: workspace.slug }}
      >
        {({ items, total }) => {
          if (items.length === 0) {
            // An empty response to another query does not mean that the list is empty.
            return list.isStale ? dashboardsSkeleton : props.emptyState;
          }
          return (
            <DataTable
              label={t('label')}
              columns={columns}
              rows={items}
              rowId={getRowId}
              getGroup={isGrouped ? getGroup : undefined}
              rowHeight={ROW_HEIGHT}
              onRowOpen={actions.open}
              onRowKeyDown={(event, dashboard) => {
                if (event.key === 's' && !event.ctrlKey && !event.metaKey) {
                  event.preventDefault();
                  toggle(dashboard);
                }
              }}
              total={total}
              pages={list}
              isMain
            />
          );
        }}
      </QueryState>
      {confirming?.for === 'edit' && (
        <Suspense fallback={null}>
          <DashboardSettingsDialog
            workspace={workspace}
            dashboard={confirming.about}
            onClose={close}
          />
        </Suspense>
      )}
      {confirming?.for === 'delete' && (
        <DeleteDashboardDialog
          workspace={workspace}
          dashboard={confirming.about}
          onClose={close}
        />
      )}
    </>
  );
}
