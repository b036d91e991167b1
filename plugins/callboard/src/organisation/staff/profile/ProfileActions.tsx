import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type CallInput,
  type Endpoint,
  type StaffMember,
  endpoints,
  getStaffName,
  permissions,
} from '@callboard/plugin-callboard-common';
import MoreVertIcon from '@mui/icons-material/MoreVert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import {
  type EndpointMutationOptions,
  FormDialog,
  getProblems,
  toIfMatchHeader,
  useEndpointMutation,
  useLeaveDeleted,
  useToday,
  DateField,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import { useNavigate } from 'react-router-dom';
import { useDepartmentEntries } from '../../departments/useDepartmentTree';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { organisationEndpoints } from '../../useRefreshOrganisation';
import { DepartmentPicker } from '../DepartmentPicker';
import { EditStaffDialog } from '../form/EditStaffDialog';
import { useFormatStaffError } from '../form/StaffFormValues';
import { useStaffLinks } from '../useStaffLinks';

/** Props of a dialog about one person. */
interface ActionDialogProps {
  workspace: string;
  person: StaffMember;
  onClose: () => void;
}

/** Runs an action on one person. The action's error belongs to the dialog or to its fields. */
function useStaffAction<E extends Endpoint, Input = void>(
  endpoint: E,
  options: Pick<
    EndpointMutationOptions<E, Input>,
    'toSuccessTitle' | 'beforeRefetch' | 'onSuccess'
  > & {
    toRequest: (input: Input) => CallInput<E>;
    /** The fields that can show their own errors. */
    fields?: readonly string[];
  },
): {
  run: (input: Input) => void;
  isBusy: boolean;
  /** The error, unless it belongs to a field. */
  failure: string | undefined;
  /** Errors by the field's name in the API. */
  fieldProblems: Record<string, string>;
} {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const formatError = useFormatStaffError();
  const { fields = [], ...mutationOptions } = options;
  const { mutate, isPending, error } = useEndpointMutation(endpoint, {
    ...mutationOptions,
    invalidates: organisationEndpoints,
  });
  const fieldProblems = error ? getProblems(error).fields : {};
  const problemNames = Object.keys(fieldProblems);
  const belongsToFields =
    problemNames.length > 0 &&
    problemNames.every(name => fields.includes(name));
  return {
    run: mutate,
    isBusy: isPending,
    failure:
      error && !belongsToFields
        ? `${t('act.failed')} ${formatError(error)}`
        : undefined,
    fieldProblems,
  };
}

const TRANSFER_FIELDS = ['department_id', 'effective_date'];

/** A dialog that transfers a person to another department on a date. */
function TransferDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const departments = useDepartmentEntries(slug);
  const today = useToday();
  const [department, setDepartment] = useState<string>();
  const [date, setDate] = useState('');
  const transfer = useStaffAction(endpoints.transferStaffMember, {
    toRequest: (department_id: string) => ({
      params: { slug, id: person.id },
      body: { department_id, effective_date: date || undefined },
      headers: toIfMatchHeader(person),
    }),
    toSuccessTitle: ({ department_id }) =>
      t('act.transferred', {
        name,
        department: departments.get(department_id ?? '')?.node.name ?? '',
      }),
    onSuccess: onClose,
    fields: TRANSFER_FIELDS,
  });
  const isSameDepartment = department === person.department_id;
  const isFuture = date > today;
  const dateProblem = isFuture
    ? t('problem.future')
    : transfer.fieldProblems.effective_date;
  const departmentProblem = isSameDepartment
    ? t('act.sameDepartment', { name })
    : transfer.fieldProblems.department_id;
  return (
    <FormDialog
      title={t('act.transferTitle', { name })}
      hint={t('act.transferHint')}
      submitLabel={t('act.transfer')}
      isBlocked={!department || isSameDepartment || isFuture}
      failure={transfer.failure}
      isBusy={transfer.isBusy}
      onSubmit={() => department && transfer.run(department)}
      onClose={onClose}
    >
      <Stack spacing={2}>
        <DepartmentPicker
          required
          workspace={slug}
          value={department}
          onChange={setDepartment}
          error={departmentProblem !== undefined}
          helperText={departmentProblem}
        />
        <DateField
          label={t('field.effective_date')}
          value={date}
          max={today}
          onChange={setDate}
          error={dateProblem !== undefined}
          helperText={dateProblem ?? t('hint.effective_date')}
        />
      </Stack>
    </FormDialog>
  );
}

/** A dialog that records that a person has left, and when. */
function DeactivateDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const [date, setDate] = useState('');
  const deactivation = useStaffAction(endpoints.deactivateStaffMember, {
    toRequest: () => ({
      params: { slug, id: person.id },
      body: { date_of_leaving: date || undefined },
      headers: toIfMatchHeader(person),
    }),
    toSuccessTitle: () => t('act.deactivated', { name }),
    onSuccess: onClose,
    fields: ['date_of_leaving'],
  });
  const dateProblem = deactivation.fieldProblems.date_of_leaving;
  return (
    <FormDialog
      title={t('act.deactivateTitle', { name })}
      hint={t('act.deactivateHint')}
      submitLabel={t('act.deactivate')}
      submitColor="error"
      failure={deactivation.failure}
      isBusy={deactivation.isBusy}
      onSubmit={() => deactivation.run()}
      onClose={onClose}
    >
      <DateField
        label={t('field.date_of_leaving')}
        value={date}
        onChange={setDate}
        error={dateProblem !== undefined}
        helperText={dateProblem ?? t('hint.date_of_leaving')}
      />
    </FormDialog>
  );
}

/** Asks for confirmation before a person is deleted, and then opens the list of people. */
function DeleteStaffDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const navigate = useNavigate();
  const leaveDeleted = useLeaveDeleted();
  const links = useStaffLinks(slug);
  const deletion = useStaffAction(endpoints.deleteStaffMember, {
    toRequest: () => ({
      params: { slug, id: person.id },
      headers: toIfMatchHeader(person),
    }),
    toSuccessTitle: () => t('act.deleted', { name }),
    beforeRefetch: () =>
      leaveDeleted(person.id, () => navigate(links.people, { replace: true })),
  });
  return (
    <FormDialog
      title={t('act.deleteTitle', { name })}
      hint={t('act.deleteHint')}
      submitLabel={t('act.delete')}
      submitColor="error"
      failure={deletion.failure}
      isBusy={deletion.isBusy}
      onSubmit={() => deletion.run()}
      onClose={onClose}
    />
  );
}

/** Asks for confirmation before a person who has left is reactivated. */
function ReactivateDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const reactivation = useStaffAction(endpoints.reactivateStaffMember, {
    toRequest: () => ({
      params: { slug, id: person.id },
      body: {},
      headers: toIfMatchHeader(person),
    }),
    toSuccessTitle: () => t('act.reactivated', { name }),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={t('act.reactivateTitle', { name })}
      hint={t('act.reactivateHint', { name })}
      submitLabel={t('act.reactivate')}
      failure={reactivation.failure}
      isBusy={reactivation.isBusy}
      onSubmit={() => reactivation.run()}
      onClose={onClose}
    />
  );
}

const dialogs = {
  edit: EditStaffDialog,
  transfer: TransferDialog,
  deactivate: DeactivateDialog,
  reactivate: ReactivateDialog,
  delete: DeleteStaffDialog,
} as const;

type ProfileAction = keyof typeof dialogs;

/** An admin's actions on a person. */
export function ProfileActions(props: {
  workspace: string;
  person: StaffMember;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, person } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  // The action applies to the version of the person that was shown when the dialog was opened.
  const [openDialog, setOpenDialog] = useState<{
    action: ProfileAction;
    person: StaffMember;
  }>();
  const Dialog = openDialog && dialogs[openDialog.action];
  const canUpdate = useAllowed(permissions.staff.update, workspace);
  const canDelete = useAllowed(permissions.staff.delete, workspace);
  const hasLeft = person.employment_status === 'resigned';
  const menuActions: ProfileAction[] = [];
  if (canUpdate) menuActions.push(hasLeft ? 'reactivate' : 'deactivate');
  if (canDelete) menuActions.push('delete');
  const open = (action: ProfileAction) => {
    setAnchor(null);
    setOpenDialog({ action, person });
  };
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {canUpdate && (
        <>
          <Button variant="outlined" onClick={() => open('transfer')}>
            {t('act.transfer')}
          </Button>
          <Button variant="contained" onClick={() => open('edit')}>
            {t('act.edit')}
          </Button>
        </>
      )}
      {menuActions.length > 0 && (
        <IconButton
          aria-label={t('act.more')}
          aria-haspopup="menu"
          aria-expanded={Boolean(anchor)}
          onClick={event => setAnchor(event.currentTarget)}
        >
          <MoreVertIcon />
        </IconButton>
      )}
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(null)}
      >
        {menuActions.map(action => (
          <MenuItem
            key={action}
            onClick={() => open(action)}
            sx={action === 'delete' ? { color: 'error.main' } : undefined}
          >
            {t(`act.${action}`)}
          </MenuItem>
        ))}
      </Menu>
      {Dialog && (
        <Dialog
          workspace={workspace}
          person={openDialog.person}
          onClose={() => setOpenDialog(undefined)}
        />
      )}
    </Box>
  );
}
