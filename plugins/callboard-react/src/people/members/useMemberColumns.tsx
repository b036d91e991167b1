import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member, Role } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import type { DataTableColumn } from '../../table/DataTableColumn';
import { PersonChip } from '../PersonChip';
import { MemberActions } from './MemberActions';
import { MemberRole } from './MemberRole';
import type { MemberScope } from './MemberScope';
import { callboardMembersTranslationRef } from './membersTranslation';
import { SourceChips } from './SourceChips';

/** The columns of the list of members. */
export function useMemberColumns(options: {
  scope: MemberScope;
  readOnly: boolean;
  onRole: (member: Member, role: Role) => void;
  onRemove: (member: Member) => void;
  onWhy: (member: Member) => void;
}): DataTableColumn<Member>[] {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { scope, readOnly, onRole, onRemove, onWhy } = options;
  const { kind, slug } = scope;
  return useMemo(() => {
    const columns: Array<DataTableColumn<Member> | false> = [
      {
        id: 'person',
        header: t('list.person'),
        width: 'minmax(160px, 2fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <Box title={original.user_ref} sx={{ display: 'flex' }}>
            <PersonChip
              userRef={original.user_ref}
              name={original.display_name}
              workspace={slug}
              size={28}
            />
          </Box>
        ),
      },
      {
        id: 'role',
        header: t('list.role'),
        width: '120px',
        cell: ({ row: { original } }) => (
          <MemberRole
            kind={kind}
            member={original}
            readOnly={readOnly}
            onChange={role => onRole(original, role)}
          />
        ),
      },
      {
        id: 'sources',
        header: t('list.source'),
        width: 'minmax(160px, 2fr)',
        cell: ({ row: { original } }) => (
          <SourceChips slug={slug} member={original} />
        ),
      },
      !readOnly && {
        id: 'actions',
        header: t('list.actions'),
        width: '72px',
        align: 'end',
        cell: ({ row: { original } }) => (
          <MemberActions member={original} onRemove={onRemove} onWhy={onWhy} />
        ),
      },
    ];
    return columns.filter(column => column !== false);
  }, [t, kind, slug, readOnly, onRole, onRemove, onWhy]);
}
