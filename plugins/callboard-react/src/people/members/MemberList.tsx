import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member, Role } from '@callboard/plugin-callboard-common';
import PersonAddOutlinedIcon from '@mui/icons-material/PersonAddOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button, { type ButtonProps } from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useCallback, useState } from 'react';
import { MemberDialogs, type MemberDialog } from './MemberDialogs';
import { MemberFilters } from './MemberFilters';
import type { MemberScope } from './MemberScope';
import { callboardMembersTranslationRef } from './membersTranslation';
import { MemberTable } from './MemberTable';
import { computeEffectiveRole } from './computeEffectiveRole';
import { useChangeRole } from './useChangeRole';
import type { MemberFilter } from './useMemberFilter';

/**
 * The members of a workspace or a project, with their roles and the sources of
 * their memberships. People who may do so can change them here.
 *
 * @public
 */
export function MemberList(props: {
  scope: MemberScope;
  filter: MemberFilter;
  onFilter: (patch: MemberFilter) => void;
  mayEdit: boolean;
  /** The signed-in person. */
  userRef: string | undefined;
  /** Whether that person remains an admin after any change here. */
  isSafe: boolean;
  /** The page size. */
  pageSize?: number;
  /** The variant of the button that adds members. */
  addVariant?: ButtonProps['variant'];
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { scope, mayEdit, userRef, isSafe } = props;
  const [asking, setAsking] = useState<MemberDialog>();
  const { change, pending, problem, dismiss } = useChangeRole(scope);
  const ask = useCallback(
    (about: MemberDialog) => {
      dismiss();
      setAsking(about);
    },
    [dismiss],
  );
  const openAdd = () => ask({ kind: 'add' });
  const onRole = useCallback(
    (member: Member, role: Role) => {
      const isOwn = member.user_ref === userRef && !isSafe;
      if (isOwn && computeEffectiveRole(member, role) !== 'admin') {
        ask({ kind: 'ownRole', change: { member, role } });
      } else {
        change({ member, role });
      }
    },
    [ask, change, userRef, isSafe],
  );
  const onRemove = useCallback(
    (member: Member) => ask({ kind: 'remove', member }),
    [ask],
  );
  const onWhy = useCallback(
    (member: Member) => ask({ kind: 'why', member }),
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
        <MemberFilters filter={props.filter} onChange={props.onFilter} />
        {mayEdit && (
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
        scope={scope}
        filter={props.filter}
        pageSize={props.pageSize}
        readOnly={!mayEdit}
        pending={pending}
        onRole={onRole}
        onRemove={onRemove}
        onWhy={onWhy}
        onAdd={mayEdit ? openAdd : undefined}
      />
      <MemberDialogs
        scope={scope}
        openDialog={asking}
        userRef={userRef}
        isSafe={isSafe}
        onChange={change}
        onClose={() => setAsking(undefined)}
      />
    </Stack>
  );
}
