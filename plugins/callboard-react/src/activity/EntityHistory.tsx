import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Activity } from '@callboard/plugin-callboard-common';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useCallboardClient } from '../query/useCallboardClient';
import { RelativeTime } from '../dates/RelativeTime';
import { useUrlState } from '../hooks/useUrlState';
import { PersonChip } from '../people/PersonChip';
import { SwitchField } from '../pickers/SwitchField';
import { getQueryKey, useMe } from '../query/useCallboardQuery';
import { usePages } from '../query/usePages';
import { EmptyState } from '../states/EmptyState';
import { LoadingState } from '../states/LoadingState';
import type { DataTableColumn } from '../table/dataTableTypes';
import { ListTable } from '../table/ListTable';
import { ResourcesProvider } from '../resources/ResourcesProvider';
import { callboardReactTranslationRef } from '../translation';
import { ActionLabel } from './ActionLabel';
import { ChangesLine } from './ChangesLine';
import type { GetValueName } from './useChangeLabels';

const urlParameters = ['views'] as const;

/**
 * Reads from the URL whether a history shows page views. `query` is the matching part of a query
 * for activity.
 *
 * @public
 */
export function useShownViews(): {
  isShown: boolean;
  query: { views?: false };
} {
  const [{ views }] = useUrlState(urlParameters);
  const isShown = views === 'true';
  return { isShown, query: isShown ? {} : { views: false } };
}

/** Shows or hides page views in a history. @public */
export function ShowViewsSwitch() {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { isShown } = useShownViews();
  const [, setState] = useUrlState(urlParameters);
  return (
    <SwitchField
      label={t('history.showViews')}
      checked={isShown}
      onChange={isOn =>
        setState({ views: isOn ? 'true' : undefined }, { replace: true })
      }
      sx={{ marginInlineStart: 'auto', marginInlineEnd: 0 }}
    />
  );
}

/** The action of an entry; for a detail of a bulk operation, the action of the operation. */
function OperationLabel(props: { workspace: string; activity: Activity }) {
  const { workspace, activity } = props;
  const { batch_id } = activity;
  const client = useCallboardClient();
  const { data } = useQuery({
    // Differs from the endpoint's key, which live signals invalidate: an operation never changes.
    queryKey: ['callboard', 'operation', workspace, batch_id],
    queryFn: ({ signal }) =>
      client.call(endpoints.listWorkspaceActivity, {
        query: {
          workspace,
          batch_id: batch_id ?? undefined,
          details: false,
          limit: 1,
          total: false,
        },
        signal,
      }),
    enabled: Boolean(batch_id),
    staleTime: Infinity,
  });
  return <ActionLabel activity={data?.activities[0] ?? activity} />;
}

const omitFields = (activity: Activity, fields: readonly string[] = []) => ({
  ...activity,
  changes: activity.changes.filter(({ field }) => !fields.includes(field)),
});

function useColumns(
  workspace: string,
  getValueName?: GetValueName,
  hiddenFields?: readonly string[],
): DataTableColumn<Activity>[] {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useMemo(
    () => [
      {
        id: 'time',
        header: t('history.time'),
        width: '184px',
        cell: ({ row }) => <RelativeTime instant={row.original.created_at} />,
      },
      {
        id: 'person',
        header: t('history.person'),
        width: 'minmax(120px, 1fr)',
        cell: ({ row: { original } }) => (
          <PersonChip
            userRef={original.user_id}
            name={original.user_name}
            workspace={workspace}
          />
        ),
      },
      {
        id: 'action',
        header: t('history.action'),
        width: 'minmax(104px, 0.7fr)',
        cell: ({ row }) => (
          <OperationLabel workspace={workspace} activity={row.original} />
        ),
      },
      {
        id: 'changes',
        header: t('history.changes'),
        width: 'minmax(140px, 2fr)',
        narrow: 'line',
        cell: ({ row }) => (
          <ChangesLine
            activity={omitFields(row.original, hiddenFields)}
            getValueName={getValueName}
          />
        ),
      },
    ],
    [t, workspace, getValueName, hiddenFields],
  );
}

/**
 * The history of one entity of a workspace, newest first, limited to what the viewer may see. It
 * includes the details of bulk operations.
 *
 * @public
 */
export function EntityHistory(props: {
  workspace: string;
  entityType: string;
  entityId: string;
  /** Returns names for ids in the changes. Keep its identity stable between renders. */
  getValueName?: GetValueName;
  /** Fields that the history leaves out. Keep the array's identity stable between renders. */
  hiddenFields?: readonly string[];
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { workspace, entityType, entityId } = props;
  const client = useCallboardClient();
  const columns = useColumns(workspace, props.getValueName, props.hiddenFields);
  const views = useShownViews();
  const isGuest = useMe().data?.workspaces.some(
    ({ slug, role }) => slug === workspace && role === 'guest',
  );
  const query = {
    ...views.query,
    workspace,
    entity_type: entityType,
    entity_id: entityId,
  };
  const list = usePages({
    queryKey: getQueryKey(endpoints.listWorkspaceActivity, { query }),
    load: async (cursor, signal) => {
      const { activities, next_cursor, total } = await client.call(
        endpoints.listWorkspaceActivity,
        { query: { ...query, cursor, total: !cursor }, signal },
      );
      return { items: activities, next_cursor, total };
    },
  });
  return (
    <Stack spacing={1}>
      <ShowViewsSwitch />
      <ResourcesProvider rows={list.data?.items ?? []}>
        <ListTable
          label={t('history.label')}
          columns={columns}
          list={list}
          loading={<LoadingState rows={4} rowHeight={36} />}
          accessGranters={{ workspace }}
          empty={
            <EmptyState title={t('history.empty')}>
              {t(isGuest ? 'history.guestHint' : 'history.emptyHint')}
            </EmptyState>
          }
        />
      </ResourcesProvider>
    </Stack>
  );
}
