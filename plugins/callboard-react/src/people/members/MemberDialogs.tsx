import type { Member } from '@callboard/plugin-callboard-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { useId } from 'react';
import { FormDialog } from '../../page/FormDialog';
import { useMe } from '../../query/useCallboardQuery';
import {
  toIfMatchHeader,
  useEndpointMutation,
} from '../../query/useEndpointMutation';
import { parseRef } from '../../resources/entityRefs';
import { AddMemberDialog } from './AddMemberDialog';
import {
  type MemberScope,
  getMemberCalls,
  type RoleChange,
  useMemberProblem,
} from './memberRequests';
import { callboardMembersTranslationRef } from './membersTranslation';
import { useDepartmentName, useSourceLabels } from './useSourceLabels';

/** Selects the message about the access that the member loses. Open projects stay readable. */
function getConsequence(
  scope: MemberScope,
  { isSelf, isSafe }: { isSelf: boolean; isSafe: boolean },
  isSuperAdmin: boolean,
) {
  const isOpen = scope.kind === 'project' && !scope.isSecret;
  if (!isSelf) {
    return isOpen ? 'endsOpen' : 'ends';
  }
  if (isSuperAdmin) {
    return 'selfSuperAdmin';
  }
  if (scope.kind === 'project' && isSafe) {
    return 'selfSafe';
  }
  return isOpen ? 'selfOpen' : 'self';
}

function RemoveMemberDialog(props: {
  scope: MemberScope;
  member: Member;
  isSelf: boolean;
  /** Whether the signed-in person remains an admin without any membership of the scope. */
  isSafe: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { scope, member, onClose } = props;
  const isSuperAdmin = useMe().data?.is_super_admin ?? false;
  const name = member.display_name;
  const formatProblem = useMemberProblem(scope.kind);
  const reasons = useSourceLabels(scope.slug, member)
    .filter(({ source }) => source.source !== 'manual')
    .map(({ label }) => label);
  const { remove, params, invalidates } = getMemberCalls(scope);
  const removal = useEndpointMutation(remove, {
    toRequest: () => ({
      params: { ...params, id: member.id },
      headers: toIfMatchHeader(member),
    }),
    invalidates,
    refetchesAfterFailure: true,
    toSuccessTitle: () =>
      reasons.length > 0
        ? t('remove.doneByHand', { name })
        : t('remove.done', { name }),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={t('remove.title', { name, scope: scope.name })}
      hint={
        reasons.length > 0
          ? t('remove.stays', {
              reasons: new Intl.ListFormat().format(reasons),
            })
          : t(`remove.${getConsequence(scope, props, isSuperAdmin)}`)
      }
      failure={
        removal.error &&
        `${t('remove.failed')} ${formatProblem(removal.error, member)}`
      }
      submitLabel={t('remove.submit')}
      submitColor="error"
      isBusy={removal.isPending}
      // A retry would fail with the same error.
      isBlocked={removal.isError}
      onSubmit={() => removal.mutate()}
      onClose={onClose}
    />
  );
}

/** Explains why a membership cannot be removed here, and where to change it. */
function ExplainMemberDialog(props: {
  scope: MemberScope;
  member: Member;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { scope, member, onClose } = props;
  const id = useId();
  const sources = useSourceLabels(scope.slug, member);
  const getDepartmentName = useDepartmentName(scope.slug, true);
  const entityName =
    (scope.kind === 'project' && parseRef(scope.entityRef)?.name) || scope.name;
  return (
    <Dialog
      open
      fullWidth
      maxWidth="xs"
      onClose={onClose}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <DialogTitle id={`${id}-title`} sx={{ overflowWrap: 'anywhere' }}>
        {t('derived.title', { name: member.display_name })}
      </DialogTitle>
      <DialogContent id={`${id}-text`}>
        <DialogContentText variant="body2">
          {t('derived.hint')}
        </DialogContentText>
        <Stack
          component="ul"
          spacing={1}
          sx={{ typography: 'body2', pl: 2.5, mb: 0, overflowWrap: 'anywhere' }}
        >
          {sources.map(({ label, source }) => (
            <li key={label}>
              {source.source !== 'manual' &&
                t(`derived.${source.source}`, {
                  entity: entityName,
                  scope: scope.name,
                  name:
                    getDepartmentName(source.department_id) ??
                    t('derived.someDepartment'),
                })}
            </li>
          ))}
        </Stack>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button variant="contained" onClick={onClose}>
          {t('derived.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Asks for confirmation before admins remove their own admin role. */
function OwnRoleDialog(props: {
  /** The name of the project or workspace whose admin role they would lose. */
  name: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  return (
    <FormDialog
      title={t('list.ownRoleTitle')}
      hint={t('list.ownRole', { name: props.name })}
      submitLabel={t('list.ownRoleSubmit')}
      submitColor="error"
      onSubmit={props.onConfirm}
      onClose={props.onClose}
    />
  );
}

export type MemberDialog =
  | { kind: 'add' }
  | { kind: 'remove'; member: Member }
  | { kind: 'explain'; member: Member }
  | { kind: 'ownRole'; change: RoleChange };

export function MemberDialogs(props: {
  scope: MemberScope;
  openDialog: MemberDialog | undefined;
  userRef: string | undefined;
  /** Whether the signed-in person remains an admin without any membership of the scope. */
  isSafe: boolean;
  onChange: (change: RoleChange) => void;
  onClose: () => void;
}) {
  const { scope, openDialog, userRef, onChange, onClose } = props;
  switch (openDialog?.kind) {
    case 'add':
      return <AddMemberDialog scope={scope} onClose={onClose} />;
    case 'remove':
      return (
        <RemoveMemberDialog
          {...props}
          member={openDialog.member}
          isSelf={openDialog.member.user_ref === userRef}
        />
      );
    case 'explain':
      return <ExplainMemberDialog {...props} member={openDialog.member} />;
    case 'ownRole':
      return (
        <OwnRoleDialog
          name={scope.name}
          onConfirm={() => {
            onChange(openDialog.change);
            onClose();
          }}
          onClose={onClose}
        />
      );
    default:
      return null;
  }
}
