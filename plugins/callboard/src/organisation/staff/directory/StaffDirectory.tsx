import {
  endpoints,
  staffOrder,
  type StaffOrder,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  FilterDrawer,
  LoadingState,
  QueryState,
  Row,
  SearchField,
  SelectField,
  ShortcutsHelp,
  SwitchField,
  useEndpointPages,
  useMe,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import GroupOutlinedIcon from '@mui/icons-material/GroupOutlined';
import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useAdminRight, useRights } from '../../../shared/useRights';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { BulkBar } from './BulkBar';
import { CreateStaffDialog } from '../form/StaffDialogs';
import { DepartmentPicker } from '../DepartmentPicker';
import { statusOptions } from '../StaffLabels';
import { useDepartmentEntries } from '../../departments/useDepartmentTree';
import { useStaffLinks } from '../useStaffLinks';
import { StaffBar } from './StaffBar';
import {
  toStaffQuery,
  useStaffFilter,
  type StaffFilterState,
} from './useStaffFilter';
import { StaffTable } from './StaffTable';

function StaffFilterFields(props: {
  workspace: string;
  state: StaffFilterState;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { filter, change } = props.state;
  const departments = useDepartmentEntries(props.workspace);
  const { node } = departments.get(filter.department ?? '') ?? {};
  const hasChildren = node !== undefined && node.children.length > 0;
  return (
    <>
      <Box sx={{ flex: { sm: '1 1 200px' }, maxWidth: { sm: 300 } }}>
        <DepartmentPicker
          workspace={props.workspace}
          value={filter.department}
          onChange={department => change({ department })}
        />
      </Box>
      <SelectField
        label={t('field.employment_status')}
        value={filter.status ?? ''}
        options={[
          { value: '', label: t('directory.anyStatus') },
          ...statusOptions,
        ]}
        onChange={status => change({ status: status || undefined })}
        sx={{
          minWidth: 152,
          // Keeps the same height with and without an icon.
          '& [role=combobox]': { display: 'flex', alignItems: 'center' },
        }}
      />
      {hasChildren && (
        <SwitchField
          label={t('directory.includeDescendants')}
          checked={!filter.isDirect}
          onChange={includesDescendants =>
            change({ isDirect: !includesDescendants })
          }
          sx={{ mx: 0, gap: 0.5 }}
        />
      )}
    </>
  );
}

/** Selects the sort order in narrow windows, where the list has no column headers to click. */
function OrderSelect(props: {
  value: StaffOrder;
  onChange: (order: StaffOrder) => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  return (
    <SelectField
      label={t('directory.order')}
      value={props.value}
      options={staffOrder.options.map(order => ({
        value: order,
        label: t(`order.${order}`),
      }))}
      onChange={props.onChange}
    />
  );
}

function NarrowFilters(props: { workspace: string; state: StaffFilterState }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { filter, change } = props.state;
  const filterCount = [filter.department, filter.status].filter(Boolean).length;
  return (
    <FilterDrawer label={t('directory.filters')} count={filterCount}>
      <StaffFilterFields {...props} />
      <OrderSelect value={filter.order} onChange={order => change({ order })} />
    </FilterDrawer>
  );
}

/**
 * The search and the filters above the list. In narrow windows, the filters are behind a button.
 */
function StaffFilters(props: {
  workspace: string;
  state: StaffFilterState;
  workspacePicker: ReactNode;
  isAdmin: boolean;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const { workspace, state, isAdmin } = props;
  const Fields = isNarrow ? NarrowFilters : StaffFilterFields;
  return (
    <Row role="search" aria-label={t('directory.filters')} rowGap={1.5}>
      {props.workspacePicker}
      <SearchField
        label={t('directory.search')}
        value={state.filter.search}
        onChange={search => state.change({ search })}
        placeholder={
          isAdmin ? t('directory.searchHintAdmin') : t('directory.searchHint')
        }
      />
      <Fields workspace={workspace} state={state} />
    </Row>
  );
}

function EmptyDirectory(props: {
  workspace: string;
  state: StaffFilterState;
  /** Adds a person; undefined without permission. */
  onAdd?: () => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, state, onAdd } = props;
  const links = useStaffLinks(workspace);
  const { data: me } = useMe();
  const canImport = useAdminRight(permissions.staff.import, workspace);
  const ownWorkspace = me?.workspaces.find(({ slug }) => slug === workspace);
  const workspaceName = ownWorkspace?.name ?? workspace;
  if (state.isFiltered) {
    return (
      <EmptyState
        title={t('directory.noMatch')}
        action={
          <Button variant="outlined" onClick={state.clear}>
            {t('directory.clear')}
          </Button>
        }
      >
        {t('directory.noMatchHint')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<GroupOutlinedIcon />}
      title={t('directory.empty', { workspace: workspaceName })}
      action={
        onAdd && (
          <Stack direction="row" spacing={1}>
            <Button variant="outlined" onClick={onAdd}>
              {t('directory.add')}
            </Button>
            {canImport && (
              <Button
                variant="outlined"
                component={Link}
                to={links.import}
                underline="none"
              >
                {t('directory.importFile')}
              </Button>
            )}
          </Stack>
        )
      }
    >
      {onAdd ? t('directory.emptyHint') : t('directory.emptyMember')}
    </EmptyState>
  );
}

const PEOPLE_PER_PAGE = 100;

const noSelection: ReadonlySet<string> = new Set();

export function StaffDirectory(props: {
  workspace: string;
  workspacePicker: ReactNode;
}) {
  const { workspace } = props;
  const isAdmin = useRights().isAdminOf(workspace);
  const canAdd = useAdminRight(permissions.staff.create, workspace);
  const canUpdate = useAdminRight(permissions.staff.update, workspace);
  const state = useStaffFilter();
  const query = useMemo(() => toStaffQuery(state.filter), [state.filter]);
  const list = useEndpointPages(endpoints.listStaff, {
    params: { slug: workspace },
    query: { ...query, limit: PEOPLE_PER_PAGE },
  });
  const [selectedIds, setSelectedIds] = useState(noSelection);
  const [isAdding, setAdding] = useState(false);
  // Bulk actions must not affect people who no longer match the filter.
  useEffect(() => setSelectedIds(noSelection), [query]);

  const selectedPeople =
    list.data?.items.filter(({ id }) => selectedIds.has(id)) ?? [];
  const onAdd = canAdd ? () => setAdding(true) : undefined;
  return (
    <Stack spacing={2}>
      <StaffFilters
        workspace={workspace}
        state={state}
        workspacePicker={props.workspacePicker}
        isAdmin={isAdmin}
      />
      <BulkBar
        workspace={workspace}
        people={selectedPeople}
        onSelect={setSelectedIds}
      >
        <StaffBar
          workspace={workspace}
          query={query}
          state={state}
          total={list.data?.total}
          onAdd={onAdd}
        />
      </BulkBar>
      <QueryState
        query={list}
        loading={<LoadingState rows={12} rowHeight={32} />}
        accessGranters={{ workspace }}
      >
        {loaded =>
          loaded.items.length === 0 ? (
            <EmptyDirectory workspace={workspace} state={state} onAdd={onAdd} />
          ) : (
            <StaffTable
              workspace={workspace}
              list={list}
              loaded={loaded}
              order={state.filter.order}
              onOrder={order => state.change({ order })}
              selected={canUpdate ? selectedIds : undefined}
              onSelect={setSelectedIds}
            />
          )
        }
      </QueryState>
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
