import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member, Role } from '@callboard/plugin-callboard-common';
import {
  PersonChip,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import PersonRemoveOutlinedIcon from '@mui/icons-material/PersonRemoveOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useMemo } from 'react';
import { callboardTranslationRef } from '../translation';
import { manualRoleOf } from './manualRoleOf';
import { MemberRole } from './MemberRole';
import { SourceChips } from './SourceChips';

/** The columns of the list of members. */
export function useMemberColumns(options: {
  readOnly: boolean;
  onRole: (member: Member, role: Role) => void;
  onRemove: (member: Member) => void;
}): DataTableColumn<Member>[] {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { readOnly, onRole, onRemove } = options;
  return useMemo(() => {
    const columns: Array<DataTableColumn<Member> | false> = [
      {
        id: 'person',
        header: t('members.person'),
        width: 'minmax(200px, 2fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <Box title={original.user_ref} sx={{ display: 'flex' }}>
            <PersonChip
              userRef={original.user_ref}
              name={original.display_name}
              size={28}
            />
          </Box>
        ),
      },
      {
        id: 'role',
        header: t('members.role'),
        width: '160px',
        cell: ({ row: { original } }) => (
          <MemberRole
            member={original}
            readOnly={readOnly}
            onChange={role => onRole(original, role)}
          />
        ),
      },
      {
        id: 'sources',
        header: t('members.source'),
        width: 'minmax(160px, 2fr)',
        cell: ({ row: { original } }) => <SourceChips member={original} />,
      },
      !readOnly && {
        id: 'actions',
        header: t('members.actions'),
        width: '72px',
        align: 'end',
        cell: ({ row: { original } }) => {
          const name = original.display_name;
          const mayRemove = manualRoleOf(original) !== undefined;
          return (
            <Tooltip
              title={mayRemove ? t('members.remove') : t('members.derivedOnly')}
            >
              <span>
                <IconButton
                  size="small"
                  aria-label={t('members.removeName', { name })}
                  disabled={!mayRemove}
                  onClick={() => onRemove(original)}
                >
                  <PersonRemoveOutlinedIcon fontSize="small" />
                </IconButton>
              </span>
            </Tooltip>
          );
        },
      },
    ];
    return columns.filter(column => column !== false);
  }, [t, readOnly, onRole, onRemove]);
}
