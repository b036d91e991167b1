import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Member,
  Role,
  Workspace,
} from '@callboard/plugin-callboard-common';
import { ShortcutsHelp } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import PersonAddOutlinedIcon from '@mui/icons-material/PersonAddOutlined';
import { useCallback, useState } from 'react';
import { callboardTranslationRef } from '../translation';
import { useRights } from '../workspaces/useRights';
import { AddMemberDialog } from './AddMemberDialog';
import { MemberFilters } from './MemberFilters';
import { MemberTable } from './MemberTable';
import { OwnRoleDialog } from './OwnRoleDialog';
import { RemoveMemberDialog } from './RemoveMemberDialog';
import { useChangeRole, type RoleChange } from './useChangeRole';
import { useMemberFilter } from './useMemberFilter';

type Asking =
  | { kind: 'add' }
  | { kind: 'remove'; member: Member }
  | { kind: 'ownRole'; change: RoleChange };

/** Who is in a workspace, with which role and why; admins change it here. */
export function WorkspaceMembers(props: { workspace: Workspace }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { workspace } = props;
  const { isAdminOf, isSuperAdmin, userRef } = useRights();
  const mayEdit = isAdminOf(workspace.slug);
  const [filter, setFilter] = useMemberFilter();
  const [asking, setAsking] = useState<Asking>();
  const { change, pending, problem, dismiss } = useChangeRole(workspace.slug);
  const stopAsking = () => setAsking(undefined);
  const ask = useCallback(
    (about: Asking) => {
      dismiss();
      setAsking(about);
    },
    [dismiss],
  );
  const openAdd = () => ask({ kind: 'add' });

  const onRole = useCallback(
    (member: Member, role: Role) => {
      const locksOut = member.user_ref === userRef && !isSuperAdmin;
      if (locksOut && role !== 'admin') {
        ask({ kind: 'ownRole', change: { member, role } });
      } else {
        change({ member, role });
      }
    },
    [ask, change, userRef, isSuperAdmin],
  );
  const onRemove = useCallback(
    (member: Member) => ask({ kind: 'remove', member }),
    [ask],
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
        <MemberFilters filter={filter} onChange={setFilter} />
        {mayEdit && (
          <Button
            variant="contained"
            startIcon={<PersonAddOutlinedIcon />}
            onClick={openAdd}
            sx={{ ml: { sm: 'auto' } }}
          >
            {t('members.add')}
          </Button>
        )}
      </Box>
      {problem && (
        <Alert severity="error" onClose={dismiss}>
          {problem}
        </Alert>
      )}
      <MemberTable
        slug={workspace.slug}
        filter={filter}
        readOnly={!mayEdit}
        pending={pending}
        onRole={onRole}
        onRemove={onRemove}
        onAdd={mayEdit ? openAdd : undefined}
      />
      <ShortcutsHelp usual={['search', 'move']} />
      {asking?.kind === 'add' && (
        <AddMemberDialog workspace={workspace} onClose={stopAsking} />
      )}
      {asking?.kind === 'remove' && (
        <RemoveMemberDialog
          workspace={workspace}
          member={asking.member}
          isSelf={asking.member.user_ref === userRef}
          onClose={stopAsking}
        />
      )}
      {asking?.kind === 'ownRole' && (
        <OwnRoleDialog
          workspace={workspace}
          onConfirm={() => {
            change(asking.change);
            stopAsking();
          }}
          onClose={stopAsking}
        />
      )}
    </Stack>
  );
}
