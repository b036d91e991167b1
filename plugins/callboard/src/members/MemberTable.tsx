import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Member,
  type Role,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  LoadingState,
  QueryState,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { callboardTranslationRef } from '../translation';
import type { RoleChange } from './useChangeRole';
import { useMemberColumns } from './useMemberColumns';
import type { MemberFilter } from './useMemberFilter';

const ROW_HEIGHT = 52;

const idOf = (member: Member) => member.id;

/** Shows a change before the server has confirmed it. */
function withPending(members: Member[], pending: RoleChange | undefined) {
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

/** The members that match a filter, a page at a time. */
export function MemberTable(props: {
  slug: string;
  filter: MemberFilter;
  readOnly: boolean;
  pending: RoleChange | undefined;
  onRole: (member: Member, role: Role) => void;
  onRemove: (member: Member) => void;
  onAdd?: () => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { filter, onAdd } = props;
  const list = useEndpointPages(endpoints.listWorkspaceMembers, {
    params: { slug: props.slug },
    query: filter,
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
                label={t('members.label')}
                columns={columns}
                rows={withPending(items, props.pending)}
                rowId={idOf}
                rowHeight={ROW_HEIGHT}
                total={total}
                pages={list}
              />
            </Box>
          );
        }
        return isFiltered ? (
          <EmptyState title={t('members.noMatch')}>
            {t('members.noMatchHint')}
          </EmptyState>
        ) : (
          <EmptyState
            title={t('members.empty')}
            action={
              onAdd && (
                <Button variant="outlined" onClick={onAdd}>
                  {t('members.add')}
                </Button>
              )
            }
          >
            {t('members.emptyHint')}
          </EmptyState>
        );
      }}
    </QueryState>
  );
}
