import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  SelectField,
  useToday,
  ColorDot,
  GroupIcon,
  formatCalendarDate,
  formatCount,
  useAllowed,
  useToast,
  FormDialog,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useWorkProject } from '../data/WorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { callboardWorkTranslationRef } from '../translation';
import { SectionLayout } from './SectionLayout';
import { SettingDialog } from './SettingDialog';
import {
  permissionsByKind,
  type Setting,
  type SettingKind,
  useSettingActions,
  useSettingProblem,
} from './useSettingActions';
import { SettingRow } from './SettingRow';

function DeleteSettingDialog(props: {
  kind: SettingKind;
  resource: Setting;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { kind, resource, onClose } = props;
  const { states } = useWorkProject();
  const otherStates = states.filter(({ id }) => id !== resource.id);
  const isState = kind === 'states';
  const [targetId, setTargetId] = useState(otherStates[0]?.id ?? '');
  const { remove } = useSettingActions(kind);
  const getProblem = useSettingProblem();
  return (
    <FormDialog
      title={t(`${kind}.delete`, { name: resource.name })}
      hint={t(`${kind}.deleteHint`)}
      submitLabel={t('dialog.delete')}
      submitColor="error"
      failure={remove.error && getProblem(remove.error)}
      isBusy={remove.isPending}
      onSubmit={() =>
        remove.mutate(
          { resource, reassign_to: isState && targetId ? targetId : undefined },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      {isState && otherStates.length > 0 && (
        <SelectField
          fullWidth
          label={t('states.moveTo')}
          value={targetId}
          options={otherStates.map(({ id, name }) => ({
            value: id,
            label: name,
          }))}
          onChange={setTargetId}
        />
      )}
    </FormDialog>
  );
}

/** The gap between the sequences of new states; the server uses the same gap. */
const SEQUENCE_STEP = 1_000;

/**
 * Returns the sequence of a state at a position: midway between its neighbours, or one step after
 * the last state.
 */
function computeSequence(
  otherStates: readonly { sequence: number }[],
  index: number,
): number {
  const before = otherStates[index - 1]?.sequence ?? 0;
  const after = otherStates[index]?.sequence;
  return after === undefined ? before + SEQUENCE_STEP : (before + after) / 2;
}

/**
 * Returns a function that moves a state to another position and announces the move. The function
 * ignores calls while a move is being saved.
 */
function useMoveState(): (state: Setting, index: number) => void {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { states } = useWorkProject();
  const { update } = useSettingActions('states');
  const getProblem = useSettingProblem();
  const notify = useToast();
  return (resource, index) => {
    if (update.isPending) {
      return;
    }
    const { name } = resource;
    const otherStates = states.filter(({ id }) => id !== resource.id);
    update.mutate(
      { resource, body: { sequence: computeSequence(otherStates, index) } },
      {
        onSuccess: () =>
          notify({
            status: 'success',
            title: t('row.moved', { name, position: String(index + 1) }),
          }),
        onError: error =>
          notify({ status: 'danger', title: getProblem(error) }),
      },
    );
  };
}

function PastToggle(props: {
  count: number;
  isShown: boolean;
  onChange: (isShown: boolean) => void;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { count, isShown, onChange } = props;
  if (count === 0) {
    return null;
  }
  return (
    <Button
      size="small"
      aria-expanded={isShown}
      sx={{ mt: 0.5, ml: -0.5 }}
      onClick={() => onChange(!isShown)}
    >
      {isShown
        ? t('row.hidePast')
        : t('row.showPast', { number: formatCount(count) })}
    </Button>
  );
}

/** Returns a function that formats the group of a state or the dates of a cycle or module. */
function useSettingNote(): (resource: Setting) => string {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return resource => {
    if ('group' in resource) {
      const groupName = t(`group.${resource.group}`);
      // If a state has the name of its group, the row shows the name once.
      return groupName === resource.name ? '' : groupName;
    }
    if ('color' in resource) {
      return '';
    }
    const lastDay =
      'end_date' in resource ? resource.end_date : resource.target_date;
    const days = [resource.start_date, lastDay].map(date =>
      date ? formatCalendarDate(date) : '…',
    );
    return resource.start_date || lastDay ? days.join(' – ') : '';
  };
}

function SettingIcon(props: { resource: Setting }) {
  const { resource } = props;
  if ('group' in resource) {
    return <GroupIcon group={resource.group} color={resource.color} />;
  }
  return 'color' in resource ? <ColorDot color={resource.color} /> : null;
}

/** Whether a setting is a cycle that has ended. Overdue modules stay current. */
function isEndedCycle(resource: Setting, today: string): boolean {
  return (
    'end_date' in resource &&
    resource.end_date !== null &&
    resource.end_date < today
  );
}

type OpenDialog =
  | { action: 'add' }
  | { action: 'edit'; resource: Setting }
  | { action: 'delete'; resource: Setting };

export function SettingSection(props: { kind: SettingKind }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { kind } = props;
  const scope = useWorkProject();
  const resources: readonly Setting[] = scope[kind];
  const { create, update, delete: remove } = permissionsByKind[kind];
  const isWritable = scope.project.archived_at === null;
  const canAdd = useAllowed(create, scope.project.id) && isWritable;
  const canUpdate = useAllowed(update, scope.project.id) && isWritable;
  const canDelete = useAllowed(remove, scope.project.id) && isWritable;
  const today = useToday();
  const [showsPast, setShowsPast] = useState(false);
  const current = resources.filter(resource => !isEndedCycle(resource, today));
  const visible = showsPast ? resources : current;
  const [openDialog, setOpenDialog] = useState<OpenDialog>();
  const getNote = useSettingNote();
  const moveState = useMoveState();
  const close = () => setOpenDialog(undefined);

  return (
    <SectionLayout
      name={kind}
      hint={resources.length > 0 ? t(`${kind}.hint`) : t(`${kind}.empty`)}
      action={
        canAdd && (
          <Button
            size="small"
            startIcon={<AddIcon />}
            onClick={() => setOpenDialog({ action: 'add' })}
          >
            {t(`${kind}.add`)}
          </Button>
        )
      }
    >
      <PastToggle
        count={resources.length - current.length}
        isShown={showsPast}
        onChange={setShowsPast}
      />
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {visible.map((resource, index) => (
          <SettingRow
            key={resource.id}
            resource={resource}
            icon={<SettingIcon resource={resource} />}
            note={getNote(resource)}
            canMove={kind === 'states' && canUpdate}
            onUp={index > 0 ? () => moveState(resource, index - 1) : undefined}
            onDown={
              index < visible.length - 1
                ? () => moveState(resource, index + 1)
                : undefined
            }
            onEdit={
              canUpdate
                ? () => setOpenDialog({ action: 'edit', resource })
                : undefined
            }
            onDelete={
              canDelete
                ? () => setOpenDialog({ action: 'delete', resource })
                : undefined
            }
          />
        ))}
      </Box>
      {openDialog?.action === 'delete' && (
        <DeleteSettingDialog
          kind={kind}
          resource={openDialog.resource}
          onClose={close}
        />
      )}
      {(openDialog?.action === 'add' || openDialog?.action === 'edit') && (
        <SettingDialog
          kind={kind}
          resource={
            openDialog.action === 'edit' ? openDialog.resource : undefined
          }
          onClose={close}
        />
      )}
    </SectionLayout>
  );
}
