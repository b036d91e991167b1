import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type BodyInputOf,
  type CallInput,
  type Endpoint,
  type StaffMember,
  endpoints,
  getStaffName,
  permissions,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { type ComponentType, useState } from 'react';
import {
  ActionMenu,
  type EndpointMutationOptions,
  FormDialog,
  getProblems,
  toIfMatchHeader,
  useEndpointMutation,
  useLeaveDeleted,
  DateField,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import { useNavigate } from 'react-router-dom';
import { useDepartmentEntries } from '../../departments/useDepartmentTree';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { organisationEndpoints } from '../../useRefreshOrganisation';
import { DepartmentPicker } from '../DepartmentPicker';
import { EditStaffDialog } from '../form/StaffDialogs';
import { useFormatStaffError } from '../form/StaffFormValues';
import { useStaffLinks } from '../useStaffLinks';
import { useWorkspaceToday } from '../useWorkspaceToday';

type ProfileAction =
  | 'edit'
  | 'transfer'
  | 'deactivate'
  | 'reactivate'
  | 'delete';

interface ActionDialogProps {
  workspace: string;
  person: StaffMember;
  onClose: () => void;
}

/**
 * Runs an action on one person. Returns the props of the action's dialog, and the messages of
 * invalid fields by API field name.
 */
function useStaffAction<E extends Endpoint>(
  action: Exclude<ProfileAction, 'edit'>,
  endpoint: E,
  { workspace, person, onClose }: ActionDialogProps,
  options: Pick<
    EndpointMutationOptions<E, void>,
    'toSuccessTitle' | 'beforeRefetch'
  > & {
    body?: BodyInputOf<E>;
    /** The API fields whose errors the dialog shows at its input fields. */
    fields?: readonly string[];
  },
) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const formatError = useFormatStaffError();
  const { fields = [], body, ...mutationOptions } = options;
  const { mutate, isPending, error } = useEndpointMutation(endpoint, {
    ...mutationOptions,
    toRequest: () =>
      ({
        params: { slug: workspace, id: person.id },
        body,
        headers: toIfMatchHeader(person),
      } as unknown as CallInput<E>),
    invalidates: organisationEndpoints,
    onSuccess: onClose,
  });
  const name = getStaffName(person);
  const fieldProblems = getProblems(error).fields;
  const problemNames = Object.keys(fieldProblems);
  const isShownAtFields =
    problemNames.length > 0 &&
    problemNames.every(problemName => fields.includes(problemName));
  const dialog = {
    title: t(`act.${action}Title`, { name }),
    hint: t(`act.${action}Hint`, { name }),
    submitLabel: t(`act.${action}`),
    failure:
      error && !isShownAtFields
        ? `${t('act.failed')} ${formatError(error)}`
        : undefined,
    isBusy: isPending,
    onSubmit: () => mutate(),
    onClose,
  };
  return { dialog, fieldProblems };
}

function TransferDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, person } = props;
  const name = getStaffName(person);
  const departments = useDepartmentEntries(workspace);
  const today = useWorkspaceToday(workspace);
  const [department, setDepartment] = useState<string>();
  const [date, setDate] = useState('');
  const { dialog, fieldProblems } = useStaffAction(
    'transfer',
    endpoints.transferStaffMember,
    props,
    {
      body: { department_id: department!, effective_date: date || undefined },
      toSuccessTitle: ({ department_id }) =>
        t('act.transferred', {
          name,
          department: departments.get(department_id ?? '')?.node.name ?? '',
        }),
      fields: ['department_id', 'effective_date'],
    },
  );
  const isSameDepartment = department === person.department_id;
  const isFuture = date > today;
  const dateProblem = isFuture
    ? t('problem.future')
    : fieldProblems.effective_date;
  const departmentProblem = isSameDepartment
    ? t('act.sameDepartment', { name })
    : fieldProblems.department_id;
  return (
    <FormDialog
      {...dialog}
      isBlocked={!department || isSameDepartment || isFuture}
    >
      <Stack spacing={2}>
        <DepartmentPicker
          required
          workspace={workspace}
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

function DeactivateDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const name = getStaffName(props.person);
  const [date, setDate] = useState('');
  const { dialog, fieldProblems } = useStaffAction(
    'deactivate',
    endpoints.deactivateStaffMember,
    props,
    {
      body: { date_of_leaving: date || undefined },
      toSuccessTitle: () => t('act.deactivated', { name }),
      fields: ['date_of_leaving'],
    },
  );
  const dateProblem = fieldProblems.date_of_leaving;
  return (
    <FormDialog {...dialog} submitColor="error">
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

function DeleteStaffDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { id } = props.person;
  const name = getStaffName(props.person);
  const navigate = useNavigate();
  const leaveDeleted = useLeaveDeleted();
  const links = useStaffLinks(props.workspace);
  const { dialog } = useStaffAction(
    'delete',
    endpoints.deleteStaffMember,
    props,
    {
      toSuccessTitle: () => t('act.deleted', { name }),
      beforeRefetch: () =>
        leaveDeleted(id, () => navigate(links.people, { replace: true })),
    },
  );
  return <FormDialog {...dialog} submitColor="error" />;
}

function ReactivateDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const name = getStaffName(props.person);
  const { dialog } = useStaffAction(
    'reactivate',
    endpoints.reactivateStaffMember,
    props,
    { body: {}, toSuccessTitle: () => t('act.reactivated', { name }) },
  );
  return <FormDialog {...dialog} />;
}

const dialogs: Record<ProfileAction, ComponentType<ActionDialogProps>> = {
  edit: EditStaffDialog,
  transfer: TransferDialog,
  deactivate: DeactivateDialog,
  reactivate: ReactivateDialog,
  delete: DeleteStaffDialog,
};

export function ProfileActions(props: {
  workspace: string;
  person: StaffMember;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, person } = props;
  // The action applies to the version of the person that was shown when the dialog was opened.
  const [openDialog, setOpenDialog] = useState<{
    action: ProfileAction;
    person: StaffMember;
  }>();
  const Dialog = openDialog && dialogs[openDialog.action];
  const canUpdate = useAllowed(permissions.staff.update, workspace);
  const canDelete = useAllowed(permissions.staff.delete, workspace);
  const hasLeft = person.employment_status === 'resigned';
  const open = (action: ProfileAction) => setOpenDialog({ action, person });
  const statusAction = hasLeft ? 'reactivate' : 'deactivate';
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
      <ActionMenu
        label={t('act.more')}
        actions={[
          canUpdate && {
            label: t(`act.${statusAction}`),
            run: () => open(statusAction),
          },
          canDelete && {
            label: t('act.delete'),
            run: () => open('delete'),
            isDestructive: true,
          },
        ]}
      />
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
