import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  NewWorkItem,
  WorkItem,
  StateGroup,
  WorkState,
} from '@callboard/plugin-callboard-common';
import {
  DateField,
  formatFailure,
  FormDialog,
  useCommand,
} from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import AddIcon from '@mui/icons-material/Add';
import { useEstimateText } from '../badges/FieldValues';
import { useCreateItem } from '../data/useItemMutations';
import { usePersonNames } from '../data/usePersonNames';
import { useWorkProject } from '../data/WorkProject';
import { FieldMenu } from '../pickers/FieldMenu';
import {
  MAX_TITLE_LENGTH,
  type ItemField,
  type ItemFieldValues,
} from '../pickers/ItemField';
import { useFieldOptions } from '../pickers/useFieldOptions';
import { callboardWorkTranslationRef } from '../translation';

interface NewItemFieldsProps {
  values: NewWorkItem;
  onChange: (patch: Partial<NewWorkItem>) => void;
}

/** The state groups in the order in which the server looks for the initial state of new items. */
const initialGroups: readonly StateGroup[] = [
  'backlog',
  'unstarted',
  'started',
  'triage',
  'completed',
  'cancelled',
];

function findInitialState(states: readonly WorkState[]): WorkState | undefined {
  return initialGroups
    .map(group => states.find(state => state.group === group))
    .find(state => state !== undefined);
}

function NewItemField(props: NewItemFieldsProps & { field: ItemField }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { field, values, onChange } = props;
  const { states } = useWorkProject();
  const options = useFieldOptions();
  const estimateText = useEstimateText();
  const getPersonName = usePersonNames(values.assignees ?? []);
  const [anchor, setAnchor] = useState<Element | null>(null);
  const current: ItemFieldValues = {
    state_id: values.state_id ?? findInitialState(states)?.id ?? null,
    priority: values.priority ?? 'none',
    assignees: values.assignees ?? [],
    labels: values.labels ?? [],
    estimate_points: values.estimate_points ?? null,
    estimate_time: values.estimate_time ?? null,
    cycle_id: values.cycle_id ?? null,
    module_id: values.module_id ?? null,
  };
  const selected: Record<Exclude<ItemField, 'estimate'>, string[]> = {
    state: current.state_id ? [current.state_id] : [],
    priority: current.priority ? [current.priority] : [],
    assignees: current.assignees,
    labels: current.labels,
    cycle: current.cycle_id ? [current.cycle_id] : [],
    module: current.module_id ? [current.module_id] : [],
  };
  const text =
    field === 'estimate'
      ? estimateText(current)
      : selected[field]
          .map(
            value =>
              options[field].find(option => option.value === value)?.label ??
              getPersonName(value),
          )
          .join(', ');
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        aria-haspopup="dialog"
        onClick={event => setAnchor(event.currentTarget)}
        sx={{ fontWeight: 400, borderColor: 'divider' }}
      >
        {t('filters.value', {
          name: t(`field.${field}`),
          value: text || t(`none.${field}`),
        })}
      </Button>
      {anchor && (
        <FieldMenu
          field={field}
          anchor={anchor}
          values={current}
          onChange={onChange}
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  );
}

function NewItemFields(
  props: NewItemFieldsProps & { fields: readonly ItemField[] },
) {
  const { fields, ...common } = props;
  return (
    <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
      {fields.map(field => (
        <NewItemField key={field} {...common} field={field} />
      ))}
    </Stack>
  );
}

function MoreFields(props: NewItemFieldsProps) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { values, onChange } = props;
  return (
    <Stack spacing={2}>
      <NewItemFields
        {...props}
        fields={['labels', 'estimate', 'cycle', 'module']}
      />
      <Stack direction="row" spacing={2}>
        {(['start_date', 'target_date'] as const).map(field => (
          <DateField
            key={field}
            label={t(`field.${field}`)}
            value={values[field] ?? ''}
            onChange={value => onChange({ [field]: value || null })}
          />
        ))}
      </Stack>
      <TextField
        multiline
        fullWidth
        minRows={4}
        maxRows={12}
        size="small"
        label={t('field.description')}
        value={values.description ?? ''}
        onChange={event =>
          onChange({ description: event.target.value || null })
        }
      />
    </Stack>
  );
}

export function CreateItemDialog(props: {
  /** For example, the state of the board's column in which the user creates the item. */
  initialValues: Partial<NewWorkItem>;
  /** @param isDialogClosing - false if the dialog stays open for another item */
  onCreated: (item: WorkItem, isDialogClosing: boolean) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { initialValues, onCreated, onClose } = props;
  const [values, setValues] = useState<NewWorkItem>({
    title: '',
    ...initialValues,
  });
  const [showsMore, setShowsMore] = useState(false);
  const [isRepeating, setRepeating] = useState(false);
  const titleField = useRef<HTMLInputElement>(null);
  const creation = useCreateItem();
  const change = (patch: Partial<NewWorkItem>) =>
    setValues(current => ({ ...current, ...patch }));

  function submit() {
    creation.mutate(
      { ...values, title: values.title.trim() },
      {
        onSuccess: item => {
          if (isRepeating) {
            // The next item is often similar, so most fields keep their values. Texts that the user
            // typed during the request belong to the next item.
            setValues(current => ({
              ...current,
              title: current.title === values.title ? '' : current.title,
              description:
                current.description === values.description
                  ? null
                  : current.description,
            }));
            titleField.current?.focus();
          } else {
            onClose();
          }
          onCreated(item, !isRepeating);
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('create.title')}
      submitLabel={t('create.submit')}
      failure={formatFailure(creation.error, t('create.failed'))}
      isBlocked={!values.title.trim()}
      isBusy={creation.isPending}
      maxWidth="sm"
      onSubmit={submit}
      onClose={onClose}
    >
      <Stack spacing={2}>
        <TextField
          required
          fullWidth
          size="small"
          label={t('field.title')}
          value={values.title}
          inputRef={titleField}
          onChange={event => change({ title: event.target.value })}
          inputProps={{ maxLength: MAX_TITLE_LENGTH }}
        />
        <NewItemFields
          fields={['state', 'priority', 'assignees']}
          values={values}
          onChange={change}
        />
        {showsMore && <MoreFields values={values} onChange={change} />}
        <Stack direction="row" justifyContent="space-between" flexWrap="wrap">
          <Button
            size="small"
            aria-expanded={showsMore}
            onClick={() => setShowsMore(!showsMore)}
          >
            {showsMore ? t('create.fewer') : t('create.more')}
          </Button>
          <FormControlLabel
            label={t('create.another')}
            slotProps={{ typography: { variant: 'body2' } }}
            control={
              <Checkbox
                size="small"
                checked={isRepeating}
                onChange={(_, checked) => setRepeating(checked)}
              />
            }
          />
        </Stack>
      </Stack>
    </FormDialog>
  );
}

/** Adds the command “Create work item” to the search dialog, unless `create` is undefined. */
export function useCreateCommand(create: (() => void) | undefined): void {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  useCommand(
    create && {
      id: 'create-work-item',
      title: t('create.command'),
      icon: <AddIcon fontSize="inherit" />,
      run: create,
    },
  );
}
