import type { Member } from '@callboard/plugin-callboard-common';
import { AddMemberDialog } from './AddMemberDialog';
import type { MemberScope } from './MemberScope';
import { OwnRoleDialog } from './OwnRoleDialog';
import { RemoveMemberDialog } from './RemoveMemberDialog';
import type { RoleChange } from './useChangeRole';
import { WhyMemberDialog } from './WhyMemberDialog';

/** The open dialog and its subject. */
export type MemberDialog =
  | { kind: 'add' }
  | { kind: 'remove'; member: Member }
  | { kind: 'why'; member: Member }
  | { kind: 'ownRole'; change: RoleChange };

/** Renders the open dialog about members. */
export function MemberDialogs(props: {
  scope: MemberScope;
  openDialog: MemberDialog | undefined;
  userRef: string | undefined;
  isSafe: boolean;
  onChange: (change: RoleChange) => void;
  onClose: () => void;
}) {
  const { scope, openDialog, userRef, isSafe, onChange, onClose } = props;
  switch (openDialog?.kind) {
    case 'add':
      return <AddMemberDialog scope={scope} onClose={onClose} />;
    case 'remove':
      return (
        <RemoveMemberDialog
          scope={scope}
          member={openDialog.member}
          isSelf={openDialog.member.user_ref === userRef}
          isSafe={isSafe}
          onClose={onClose}
        />
      );
    case 'why':
      return (
        <WhyMemberDialog
          scope={scope}
          member={openDialog.member}
          onClose={onClose}
        />
      );
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
