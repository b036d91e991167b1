import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member, Role } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEndpointPages } from '../../query/useEndpointPages';
import { EmptyState } from '../../states/EmptyState';
import { LoadingState } from '../../states/LoadingState';
import { QueryState } from '../../states/QueryState';
import { DataTable } from '../../table/DataTable';
import { getMemberCalls } from './getMemberCalls';
import type { MemberScope } from './MemberScope';
import { callboardMembersTranslationRef } from './membersTranslation';
import type { RoleChange } from './useChangeRole';
import { useMemberColumns } from './useMemberColumns';
import type { MemberFilter } from './useMemberFilter';

const ROW_HEIGHT = 52;

const getRowId = (member: Member) => member.id;

/** Applies a change optimistically. */
function applyPendingRole(members: Member[], pending: RoleChange | undefined) {
  return pending
    ? members.map(member =>
        member.id === pending.member.id
          ? {
              ...member,
              sources: member.sources.map(source =>
                source.source === 'manual'
                  ? { ...source, role: pending.role }
                  : source,
              ),
            }
          : member,
      )
    : members;
}

/** The members that match a filter, page by page. */
export function MemberTable(props: {
  scope: MemberScope;
  filter: MemberFilter;
  pageSize?: number;
  readOnly: boolean;
  pending: RoleChange | undefined;
  onRole: (member: Member, role: Role) => void;
  onRemove: (member: Member) => void;
  onWhy: (member: Member) => void;
  onAdd?: () => void;
}) {
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
                rows={applyPendingRole(items, props.pending)}
                rowId={getRowId}
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
