import { endpoints } from '@callboard/plugin-callboard-common';
import {
  ErrorState,
  LoadingState,
  ShortcutsHelp,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useRights } from '../../../workspaces/useRights';
import { BulkBar } from '../bulk/BulkBar';
import { CreateStaffDialog } from '../form/CreateStaffDialog';
import { NobodyThere } from './NobodyThere';
import { StaffBar } from './StaffBar';
import { StaffFilters } from './StaffFilters';
import { toStaffQuery } from './toStaffQuery';
import { StaffTable } from './StaffTable';
import { useStaffFilter } from './useStaffFilter';

const PAGE = 100;

const nobody: ReadonlySet<string> = new Set();

/** The staff of a workspace; admins can change several people at once. */
export function StaffDirectory(props: {
  workspace: string;
  picker: ReactNode;
}) {
  const { workspace } = props;
  const isAdmin = useRights().isAdminOf(workspace);
  const state = useStaffFilter();
  const query = useMemo(() => toStaffQuery(state.filter), [state.filter]);
  const list = useEndpointPages(endpoints.listStaff, {
    params: { slug: workspace },
    query: { ...query, limit: PAGE },
  });
  const [selected, setSelected] = useState(nobody);
  const [isAdding, setAdding] = useState(false);
  // Bulk actions must not affect people who no longer match the filter.
  useEffect(() => setSelected(nobody), [query]);

  const loaded = list.data;
  const chosen = loaded?.items.filter(({ id }) => selected.has(id)) ?? [];
  const onAdd = isAdmin ? () => setAdding(true) : undefined;
  return (
    <Stack spacing={2}>
      <StaffFilters
        workspace={workspace}
        state={state}
        picker={props.picker}
        isAdmin={isAdmin}
      />
      {chosen.length > 0 ? (
        <BulkBar workspace={workspace} people={chosen} onSelect={setSelected} />
      ) : (
        <StaffBar
          workspace={workspace}
          query={query}
          state={state}
          total={loaded?.total}
          onAdd={onAdd}
        />
      )}
      {!loaded && !list.error && <LoadingState rows={12} rowHeight={32} />}
      {!loaded && list.error && (
        <ErrorState
          error={list.error}
          onRetry={() => list.refetch()}
          givers={{ workspace }}
        />
      )}
      {loaded?.items.length === 0 && (
        <NobodyThere workspace={workspace} state={state} onAdd={onAdd} />
      )}
      {loaded && loaded.items.length > 0 && (
        <StaffTable
          workspace={workspace}
          list={list}
          loaded={loaded}
          order={state.filter.order}
          onOrder={order => state.change({ order })}
          selected={isAdmin ? selected : undefined}
          onSelect={setSelected}
        />
      )}
      <ShortcutsHelp standardShortcuts={['search', 'move', 'open']} />
      {isAdding && (
        <CreateStaffDialog
          workspace={workspace}
          onClose={() => setAdding(false)}
        />
      )}
    </Stack>
  );
}
