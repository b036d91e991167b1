import type { Member } from '@callboard/plugin-callboard-common';
import { AddMemberDialog } from './AddMemberDialog';
import type { MemberScope } from './MemberScope';
import { OwnRoleDialog } from './OwnRoleDialog';
import { RemoveMemberDialog } from './RemoveMemberDialog';
import type { RoleChange } from './useChangeRole';
import { WhyMemberDialog } from './WhyMemberDialog';

/** The open dialog and its subject. */
export type MemberQuestion =
  | { kind: 'add' }
  | { kind: 'remove'; member: Member }
  | { kind: 'why'; member: Member }
  | { kind: 'ownRole'; change: RoleChange };

/** Renders the open dialog about members. */
export function MemberDialogs(props: {
  scope: MemberScope;
  question: MemberQuestion | undefined;
  userRef: string | undefined;
  isSafe: boolean;
  onChange: (change: RoleChange) => void;
  onClose: () => void;
}) {
  const { scope, question, userRef, isSafe, onChange, onClose } = props;
  switch (question?.kind) {
    case 'add':
      return <AddMemberDialog scope={scope} onClose={onClose} />;
    case 'remove':
      return (
        <RemoveMemberDialog
          scope={scope}
          member={question.member}
          isSelf={question.member.user_ref === userRef}
          isSafe={isSafe}
          onClose={onClose}
        />
      );
    case 'why':
      return (
        <WhyMemberDialog
          scope={scope}
          member={question.member}
          onClose={onClose}
        />
      );
    case 'ownRole':
      return (
        <OwnRoleDialog
          name={scope.name}
          onConfirm={() => {
            onChange(question.change);
            onClose();
          }}
          onClose={onClose}
        />
      );
    default:
      return null;
  }
}
