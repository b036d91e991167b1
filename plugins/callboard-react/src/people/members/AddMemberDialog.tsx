import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  newMember,
  type NewMember,
  type Role,
} from '@callboard/plugin-callboard-common';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import Stack from '@mui/material/Stack';
import { useRef, useState, type Ref } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { FormDialog } from '../../page/FormDialog';
import { useFirstSteps } from '../../hooks/useFirstSteps';
import { filterFound } from '../../pickers/ValuePicker';
import { getErrorStatus, getProblems } from '../../query/getProblems';
import { useEndpointMutation } from '../../query/useEndpointMutation';
import {
  PersonOptionItem,
  type PersonOption,
  useCatalogPeople,
} from '../PersonPicker';
import {
  type MemberScope,
  getMemberCalls,
  useMemberProblem,
} from './memberRequests';
import { callboardMembersTranslationRef } from './membersTranslation';
import { RoleSelect } from './RoleSelect';

/** Selects a person from the catalog, or accepts a typed reference to any other person. */
function NewMemberField(props: {
  onChange: (userRef: string) => void;
  onBlur: () => void;
  problem: string | undefined;
  inputRef: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { onChange, problem } = props;
  const [picked, setPicked] = useState<PersonOption | null>(null);
  const [typed, setTyped] = useState('');
  const { people, isLoading } = useCatalogPeople(picked ? '' : typed);
  return (
    <Autocomplete<PersonOption, false, false, true>
      freeSolo
      autoHighlight
      size="small"
      forcePopupIcon
      options={people}
      loading={isLoading}
      filterOptions={filterFound(
        isLoading,
        ({ user_ref, name }) => `${name} ${user_ref}`,
      )}
      value={picked}
      inputValue={typed}
      isOptionEqualToValue={(a, b) => a.user_ref === b.user_ref}
      getOptionLabel={option =>
        typeof option === 'string' ? option : option.name
      }
      onChange={(_, choice) => {
        if (choice === null || typeof choice === 'object') {
          setPicked(choice);
          onChange(choice?.user_ref ?? '');
        }
      }}
      onInputChange={(_, text, reason) => {
        setTyped(text);
        if (reason === 'input') {
          // Typing discards the picked person.
          setPicked(null);
          onChange(text.trim());
        }
      }}
      renderOption={({ key: _name, ...item }, { user_ref, name }) => (
        <PersonOptionItem
          key={user_ref}
          user_ref={user_ref}
          name={name}
          item={item}
        />
      )}
      renderInput={params => (
        <TextField
          {...params}
          required
          name="user_ref"
          inputRef={props.inputRef}
          onBlur={props.onBlur}
          label={t('add.person')}
          error={problem !== undefined}
          helperText={problem ?? t('add.personHint')}
        />
      )}
    />
  );
}

const ROLE_LABEL_ID = 'callboard-new-member-role';

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
  const formatProblem = useMemberProblem(scope.kind);
  const { note: completeFirstStep } = useFirstSteps();
  const { add, params, invalidates } = getMemberCalls(scope);
  const addition = useEndpointMutation(add, {
    toRequest: (member: NewMember) => ({ params, body: member }),
    invalidates,
    toSuccessTitle: ({ display_name }, member) =>
      t('add.added', { name: display_name, role: t(`role.${member.role}`) }),
    onSuccess: () => {
      completeFirstStep('invite');
      onClose();
    },
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
    const { user_ref: serverProblem } = getProblems(addition.error).fields;
    return (
      serverProblem ??
      (isTouched && !isValid ? t('add.personProblem') : undefined)
    );
  }

  const problem = findPersonProblem();
  return (
    <FormDialog
      title={t('add.title', { name: scope.name })}
      failure={
        addition.error &&
        problem === undefined &&
        `${t('add.failed')} ${formatProblem(addition.error)}`
      }
      submitLabel={t('add.submit')}
      isBusy={addition.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Stack spacing={2}>
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
          <InputLabel id={ROLE_LABEL_ID}>{t('list.role')}</InputLabel>
          <RoleSelect
            kind={scope.kind}
            labelId={ROLE_LABEL_ID}
            label={t('list.role')}
            value={role}
            onChange={setRole}
          />
        </FormControl>
      </Stack>
    </FormDialog>
  );
}
