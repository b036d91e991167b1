import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type StaffBulkAction,
  type StaffMember,
  type StaffStatus,
  getStaffName,
} from '@callboard/plugin-callboard-common';
import {
  DateField,
  formatCount,
  FormDialog,
  renderThenFocus,
  Row,
  SelectField,
  toCountParams,
} from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useState, useId, type ReactNode } from 'react';
import Stack from '@mui/material/Stack';
import LinearProgress from '@mui/material/LinearProgress';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { DepartmentPicker } from '../DepartmentPicker';
import { statusOptions } from '../StaffLabels';
import { useWorkspaceToday } from '../useWorkspaceToday';
import {
  MAX_BATCH_SIZE,
  useBulkAction,
  type BulkProgress,
} from './useBulkAction';

function BulkProgressBar(props: { progress: BulkProgress | undefined }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { progress } = props;
  const id = useId();
  return (
    <Box role="status">
      {progress && progress.total > MAX_BATCH_SIZE && (
        <>
          <Box id={id} sx={{ typography: 'body2', mb: 0.5 }}>
            {t('bulk.progress', {
              done: formatCount(progress.done),
              total: formatCount(progress.total),
            })}
          </Box>
          <LinearProgress
            variant="determinate"
            aria-labelledby={id}
            value={(100 * progress.done) / progress.total}
          />
        </>
      )}
    </Box>
  );
}

const MAX_NAMES = 5;

/** Returns the people's names as text. After `MAX_NAMES` names, gives the number of the rest. */
function useNameList(people: readonly StaffMember[]): string {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const otherCount = people.length - MAX_NAMES;
  const names = people.slice(0, MAX_NAMES).map(getStaffName);
  return otherCount > 0
    ? t('bulk.whoMore', {
        ...toCountParams(otherCount),
        names: names.join(', '),
      })
    : t('bulk.who', { names: new Intl.ListFormat().format(names) });
}

interface BulkDialogProps {
  workspace: string;
  people: readonly StaffMember[];
  onClose: () => void;
  /** Called with the ids of the people who were not processed; empty after full success. */
  onDone: (unprocessedIds: readonly string[]) => void;
}

function BulkDialog(
  props: BulkDialogProps & {
    action: StaffBulkAction['action'];
    hint: string;
    /** The request; undefined until the fields are complete. */
    request: StaffBulkAction | undefined;
    children?: ReactNode;
  },
) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { people, action, request } = props;
  const bulk = useBulkAction(props.workspace, props.onDone);
  const nameList = useNameList(people);
  return (
    <FormDialog
      title={t(`bulk.${action}Title`, toCountParams(people.length))}
      hint={`${nameList} ${props.hint}`}
      submitLabel={t(`bulk.${action}`)}
      submitColor={action === 'delete' ? 'error' : undefined}
      isBlocked={!request}
      failure={bulk.problem}
      isBusy={bulk.isBusy}
      onSubmit={() => request && bulk.run(request)}
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        <BulkProgressBar progress={bulk.progress} />
        {props.children}
      </Stack>
    </FormDialog>
  );
}

const getIds = (people: readonly StaffMember[]) => people.map(({ id }) => id);

function BulkTransferDialog(props: BulkDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const [department, setDepartment] = useState<string>();
  const [date, setDate] = useState('');
  const today = useWorkspaceToday(props.workspace);
  const isFuture = date > today;
  const request: StaffBulkAction | undefined =
    department && !isFuture
      ? {
          action: 'transfer',
          ids: getIds(props.people),
          department_id: department,
          effective_date: date || undefined,
        }
      : undefined;
  return (
    <BulkDialog
      {...props}
      action="transfer"
      hint={t('bulk.transferHint')}
      request={request}
    >
      <DepartmentPicker
        required
        workspace={props.workspace}
        value={department}
        onChange={setDepartment}
      />
      <DateField
        label={t('field.effective_date')}
        value={date}
        max={today}
        onChange={setDate}
        error={isFuture}
        helperText={isFuture ? t('problem.future') : t('hint.effective_date')}
      />
    </BulkDialog>
  );
}

function BulkStatusDialog(props: BulkDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const [status, setStatus] = useState<StaffStatus | ''>('');
  const request: StaffBulkAction | undefined = status
    ? { action: 'status', ids: getIds(props.people), employment_status: status }
    : undefined;
  return (
    <BulkDialog
      {...props}
      action="status"
      hint={t('bulk.leavesHint')}
      request={request}
    >
      <SelectField<StaffStatus | ''>
        fullWidth
        label={t('field.employment_status')}
        value={status}
        options={statusOptions}
        onChange={setStatus}
      />
    </BulkDialog>
  );
}

function BulkDeleteDialog(props: BulkDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  return (
    <BulkDialog
      {...props}
      action="delete"
      hint={t('bulk.deleteHint')}
      request={{ action: 'delete', ids: getIds(props.people) }}
    />
  );
}

const dialogs = {
  transfer: BulkTransferDialog,
  status: BulkStatusDialog,
  delete: BulkDeleteDialog,
} as const;

const actions = ['transfer', 'status', 'delete'] as const;

export function BulkBar(props: {
  workspace: string;
  people: readonly StaffMember[];
  onSelect: (ids: ReadonlySet<string>) => void;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { people } = props;
  const clear = () => props.onSelect(new Set());
  // The action applies to the people who were selected when the dialog was opened, even if a live
  // update removes some of them from the list.
  const [openDialog, setOpenDialog] = useState<{
    action: keyof typeof dialogs;
    people: readonly StaffMember[];
  }>();
  const close = () => setOpenDialog(undefined);
  const Dialog = openDialog && dialogs[openDialog.action];
  const bar = people.length > 0 && (
    <Row
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 2,
        minHeight: 40,
        px: 1,
        borderRadius: 1,
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'primary.main',
      }}
    >
      <IconButton
        size="small"
        aria-label={t('bulk.clear')}
        onClick={() => renderThenFocus(clear)}
      >
        <CloseIcon fontSize="small" />
      </IconButton>
      <Box role="status" sx={{ typography: 'body2', fontWeight: 600 }}>
        {t('bulk.selected', toCountParams(people.length))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', ml: { sm: 'auto' } }}>
        {actions.map(action => (
          <Button
            key={action}
            color={action === 'delete' ? 'error' : 'primary'}
            onClick={() => setOpenDialog({ action, people })}
          >
            {t(`bulk.${action}`)}
          </Button>
        ))}
      </Box>
    </Row>
  );
  return (
    <>
      {bar || props.children}
      {Dialog && (
        <Dialog
          workspace={props.workspace}
          people={openDialog.people}
          onClose={() => renderThenFocus(close)}
          onDone={unprocessedIds => {
            const unprocessed = new Set(unprocessedIds);
            if (unprocessed.size > 0) {
              props.onSelect(unprocessed);
              setOpenDialog({
                ...openDialog,
                people: openDialog.people.filter(({ id }) =>
                  unprocessed.has(id),
                ),
              });
            } else {
              renderThenFocus(() => {
                close();
                clear();
              });
            }
          }}
        />
      )}
    </>
  );
}
