import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type Member,
  type Role,
  roles,
  role as roleSchema,
  includesRole,
} from '@callboard/plugin-callboard-common';
import PersonAddOutlinedIcon from '@mui/icons-material/PersonAddOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button, { type ButtonProps } from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useCallback, useState, useRef, useMemo } from 'react';
import { SearchField } from '../../pickers/SearchField';
import { SelectField } from '../../pickers/SelectField';
import { useUrlState } from '../../hooks/useUrlState';
import { useEndpointPages } from '../../query/usePages';
import { EmptyState } from '../../states/EmptyState';
import { LoadingState } from '../../states/LoadingState';
import { QueryState } from '../../states/ErrorState';
import { DataTable } from '../../table/DataTable';
import { MemberDialogs, type MemberDialog } from './MemberDialogs';
import {
  type MemberScope,
  getMemberCalls,
  useChangeRole,
  useMemberRights,
  type RoleChange,
} from './memberRequests';
import { callboardMembersTranslationRef } from './membersTranslation';
import { useMemberColumns } from './useMemberColumns';

export function computeEffectiveRole(member: Member, manualRole: Role): Role {
  return member.sources
    .filter(({ source }) => source !== 'manual')
    .map(({ role }) => role)
    .reduce(
      (best, role) => (includesRole(role, best) ? role : best),
      manualRole,
    );
}

/** The filter of the member list, stored in the URL. @public */
export interface MemberFilter {
  search?: string;
  role?: Role;
}

const defaultParameters = ['q', 'role'] as const;

/**
 * The member filter, and a function that changes it.
 *
 * @param names - the URL parameters of the search and the role; must not change between calls
 * @public
 */
export function useMemberFilter(
  names: readonly [search: string, role: string] = defaultParameters,
): [MemberFilter, (patch: MemberFilter) => void] {
  const [state, setState] = useUrlState(names);
  const [search, role] = names;
  const filter = useMemo(
    () => ({
      search: state[search],
      role: roleSchema.safeParse(state[role]).data,
    }),
    [state, search, role],
  );
  return [
    filter,
    patch =>
      setState(
        {
          ...('search' in patch ? { [search]: patch.search } : {}),
          ...('role' in patch ? { [role]: patch.role } : {}),
        },
        { replace: true },
      ),
  ];
}

const ROW_HEIGHT = 52;

function applyPendingRoles(members: Member[], pending: readonly RoleChange[]) {
  return pending.reduce(
    (items, change) =>
      items.map(member =>
        member.id === change.member.id
          ? {
              ...member,
              sources: member.sources.map(source =>
                source.source === 'manual'
                  ? { ...source, role: change.role }
                  : source,
              ),
            }
          : member,
      ),
    members,
  );
}

function MemberTable(
  props: Parameters<typeof useMemberColumns>[0] & {
    filter: MemberFilter;
    pageSize?: number;
    pending: readonly RoleChange[];
    onAdd?: () => void;
  },
) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { scope, filter, pageSize, onAdd } = props;
  const { list: endpoint, params } = getMemberCalls(scope);
  const list = useEndpointPages(endpoint, {
    params,
    query: { ...filter, limit: pageSize },
  });
  const columns = useMemberColumns(props);
  const isFiltered = Boolean(filter.role || filter.search);
  return (
    <QueryState
      query={list}
      loading={<LoadingState rows={8} rowHeight={ROW_HEIGHT - 8} />}
    >
      {({ items, total }) => {
        if (items.length > 0) {
          return (
            <Box sx={{ opacity: list.isStale ? 0.6 : 1 }}>
              <DataTable
                label={t('list.label')}
                columns={columns}
                rows={applyPendingRoles(items, props.pending)}
                rowHeight={ROW_HEIGHT}
                total={total}
                pages={list}
              />
            </Box>
          );
        }
        return isFiltered ? (
          <EmptyState title={t('list.noMatch')}>
            {t('list.noMatchHint')}
          </EmptyState>
        ) : (
          <EmptyState
            title={t('list.empty')}
            action={
              onAdd && (
                <Button variant="outlined" onClick={onAdd}>
                  {t('list.add')}
                </Button>
              )
            }
          >
            {t(`${scope.kind}.emptyHint`)}
          </EmptyState>
        );
      }}
    </QueryState>
  );
}

/** The filters of the member list. `/` moves the focus to the search. */
function MemberFilters(props: {
  filter: MemberFilter;
  onChange: (patch: MemberFilter) => void;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { filter } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <SearchField
        label={t('list.search')}
        placeholder={t('list.searchHint')}
        value={filter.search}
        onChange={search => props.onChange({ search })}
        inputRef={input}
      />
      <SelectField
        label={t('list.role')}
        value={filter.role ?? ''}
        options={[
          { value: '', label: t('list.allRoles') },
          ...[...roles].reverse().map(role => ({
            value: role,
            label: t(`role.${role}`),
          })),
        ]}
        onChange={role => props.onChange({ role: role || undefined })}
        sx={{ minWidth: 128 }}
      />
      {(filter.search || filter.role) && (
        <Button
          onClick={() => {
            props.onChange({ search: undefined, role: undefined });
            // The button disappears, so move the focus first.
            input.current?.focus();
          }}
        >
          {t('list.clear')}
        </Button>
      )}
    </>
  );
}

/**
 * The members of a workspace or a project, with their roles and the sources of their memberships.
 * `canEdit` lets the signed-in person change the members, if the portal's policy allows it.
 *
 * @public
 */
export function MemberList(props: {
  scope: MemberScope;
  filter: MemberFilter;
  onFilter: (patch: MemberFilter) => void;
  canEdit: boolean;
  userRef: string | undefined;
  /** Whether the signed-in person remains an admin without any membership of the scope. */
  isSafe: boolean;
  pageSize?: number;
  addVariant?: ButtonProps['variant'];
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { scope, userRef, isSafe } = props;
  const rights = useMemberRights(scope, props.canEdit);
  const [openDialog, setOpenDialog] = useState<MemberDialog>();
  const { change, pending, problem, dismiss } = useChangeRole(scope);
  const showDialog = useCallback(
    (dialog: MemberDialog) => {
      dismiss();
      setOpenDialog(dialog);
    },
    [dismiss],
  );
  const openAdd = () => showDialog({ kind: 'add' });
  const onRole = useCallback(
    (member: Member, role: Role) => {
      const isOwn = member.user_ref === userRef && !isSafe;
      if (isOwn && computeEffectiveRole(member, role) !== 'admin') {
        showDialog({ kind: 'ownRole', change: { member, role } });
      } else {
        change({ member, role });
      }
    },
    [showDialog, change, userRef, isSafe],
  );
  const onRemove = useCallback(
    (member: Member) => showDialog({ kind: 'remove', member }),
    [showDialog],
  );
  const onExplain = useCallback(
    (member: Member) => showDialog({ kind: 'explain', member }),
    [showDialog],
  );
  return (
    <Stack spacing={2}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1.5,
        }}
      >
        <MemberFilters filter={props.filter} onChange={props.onFilter} />
        {rights.canAdd && (
          <Button
            variant={props.addVariant ?? 'contained'}
            startIcon={<PersonAddOutlinedIcon />}
            onClick={openAdd}
            sx={{ ml: { sm: 'auto' } }}
          >
            {t('list.add')}
          </Button>
        )}
      </Box>
      {problem && (
        <Alert severity="error" onClose={dismiss}>
          {problem}
        </Alert>
      )}
      <MemberTable
        {...props}
        rights={rights}
        pending={pending}
        onRole={onRole}
        onRemove={onRemove}
        onExplain={onExplain}
        onAdd={rights.canAdd ? openAdd : undefined}
      />
      <MemberDialogs
        {...props}
        openDialog={openDialog}
        onChange={change}
        onClose={() => setOpenDialog(undefined)}
      />
    </Stack>
  );
}
