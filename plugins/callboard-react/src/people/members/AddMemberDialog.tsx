import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  newMember,
  type NewMember,
  type Role,
} from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import Stack from '@mui/material/Stack';
import { useRef, useState } from 'react';
import { FormDialog } from '../../dialogs/FormDialog';
import { getErrorStatus } from '../../query/getErrorStatus';
import { getProblems } from '../../query/getProblems';
import type { MemberScope } from './MemberScope';
import { callboardMembersTranslationRef } from './membersTranslation';
import { NewMemberField } from './NewMemberField';
import { RoleSelect } from './RoleSelect';
import { useAddMember } from './useAddMember';
import { useMemberProblem } from './useMemberProblem';

const ROLE_LABEL = 'callboard-new-member-role';

/** Selects a person to add, and their role. */
export function AddMemberDialog(props: {
  scope: MemberScope;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { scope, onClose } = props;
  const input = useRef<HTMLInputElement>(null);
  const [user_ref, setUserRef] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [isTouched, setTouched] = useState(false);
  const problemText = useMemberProblem(scope.kind);
  const addition = useAddMember(scope, {
    onSuccess: onClose,
    onError: () => input.current?.focus(),
  });
  const body: NewMember = { user_ref, role };
  const isValid = newMember.safeParse(body).success;

  function submit() {
    setTouched(true);
    if (isValid) {
      addition.mutate(body);
    } else {
      input.current?.focus();
    }
  }

  function findPersonProblem(): string | undefined {
    if (addition.error && getErrorStatus(addition.error) === 409) {
      return t('add.already');
    }
    const { user_ref: fromServer } = getProblems(addition.error).fields;
    return (
      fromServer ?? (isTouched && !isValid ? t('add.personProblem') : undefined)
    );
  }

  const problem = findPersonProblem();
  return (
    <FormDialog
      title={t('add.title', { name: scope.name })}
      submitLabel={t('add.submit')}
      isBusy={addition.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Stack spacing={2}>
        {addition.error && problem === undefined && (
          <Alert severity="error">
            {t('add.failed')} {problemText(addition.error)}
          </Alert>
        )}
        <NewMemberField
          onChange={value => {
            setUserRef(value);
            addition.reset();
          }}
          onBlur={() => setTouched(true)}
          problem={problem}
          inputRef={input}
        />
        <FormControl size="small" fullWidth>
          <InputLabel id={ROLE_LABEL}>{t('list.role')}</InputLabel>
          <RoleSelect
            kind={scope.kind}
            labelId={ROLE_LABEL}
            label={t('list.role')}
            value={role}
            onChange={setRole}
          />
        </FormControl>
      </Stack>
    </FormDialog>
  );
}
