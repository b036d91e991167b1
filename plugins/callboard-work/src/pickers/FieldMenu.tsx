import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState, type FormEvent } from 'react';
import {
  type Priority,
  type WorkItemPatch,
  formatDuration,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  formatMinutes,
  useMinutesPerDay,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useWorkProject } from '../data/WorkProject';
import { callboardWorkTranslationRef } from '../translation';
import {
  type ItemField,
  type ItemFieldValues,
  parseMinutes,
  parsePoints,
} from './ItemField';
import { MenuFrame } from './MenuFrame';
import { type MenuOption, PickMenu } from './PickMenu';
import { useAssigneeOptions, useFieldOptions } from './useFieldOptions';
import { useCreateOption } from './useCreateOption';

/** The value of the option that clears all values. */
export const NOTHING = '';

/**
 * Returns a list of values that the user changes one by one and saves together. Another user can
 * change `values` meanwhile, so the list differs from them only in the values that the user toggles.
 */
function useDraftList(values: readonly string[]) {
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(
    new Map(),
  );
  // Several items without a common value start with an empty list. Clearing their values does not
  // change the list, but must be saved.
  const [isCleared, setCleared] = useState(false);
  const base = isCleared ? [] : values;
  const added = [...toggled.keys()].filter(
    value => toggled.get(value) && !base.includes(value),
  );
  const draft = [
    ...base.filter(value => toggled.get(value) !== false),
    ...added,
  ];
  return {
    draft,
    toggle: (value: string) => {
      if (value === NOTHING) {
        setCleared(true);
        setToggled(new Map());
      } else {
        setToggled(new Map(toggled).set(value, !draft.includes(value)));
      }
    },
    isChanged:
      (isCleared && draft.length === 0) ||
      draft.length !== values.length ||
      draft.some(value => !values.includes(value)),
  };
}

interface FieldMenuProps {
  anchor: Element | null;
  values: ItemFieldValues;
  /** Whether the menu changes several items. `values` are then the values that all items share. */
  isBulk?: boolean;
  /** Called once with the changes, unless nothing changed. */
  onChange: (
    patch: Pick<WorkItemPatch, keyof ItemFieldValues & keyof WorkItemPatch>,
  ) => void;
  onClose: () => void;
}

type Estimate = Pick<WorkItem, 'estimate_points' | 'estimate_time'>;

function useEstimateDraft(values: Estimate) {
  const minutesPerDay = useMinutesPerDay(useWorkProject().workspace.slug);
  const [initial] = useState(values);
  const initialPointsText = initial.estimate_points?.toString() ?? '';
  const initialTimeText =
    initial.estimate_time === null ? '' : formatDuration(initial.estimate_time);
  // Each text is undefined until the user edits its field.
  const [typedPoints, setPoints] = useState<string>();
  const [typedTime, setTime] = useState<string>();
  const pointsText = typedPoints ?? initialPointsText;
  const timeText = typedTime ?? initialTimeText;
  // Another system may have set points that users cannot type. Unchanged points remain valid.
  const newPoints =
    pointsText === initialPointsText
      ? initial.estimate_points
      : parsePoints(pointsText);
  const newTime = parseMinutes(timeText, minutesPerDay);
  /** The edited estimates, including cleared ones. */
  const touched = {
    ...(typedPoints !== undefined && { estimate_points: newPoints }),
    ...(typedTime !== undefined && { estimate_time: newTime }),
  } as Partial<Estimate>;
  return {
    pointsText,
    setPoints,
    timeText,
    setTime,
    isPointsInvalid: newPoints === undefined,
    isTimeInvalid: newTime === undefined,
    /** The parsed time, if its standard format differs from the text. */
    parsedTime:
      newTime && timeText.trim() !== formatDuration(newTime)
        ? newTime
        : undefined,
    isValid: newPoints !== undefined && newTime !== undefined,
    touched,
    /** The edited estimates that differ from the current ones, which another user may change. */
    changed: Object.fromEntries(
      Object.entries(touched).filter(
        ([field, value]) => value !== values[field as keyof Estimate],
      ),
    ) as Partial<Estimate>,
  };
}

function EstimateMenu(props: FieldMenuProps) {
  const { isBulk } = props;
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const draft = useEstimateDraft(props.values);
  let timeHint: string = t('pick.time');
  if (draft.isTimeInvalid) {
    timeHint = t('pick.timeProblem');
  } else if (draft.parsedTime) {
    timeHint = t('pick.timeUnderstood', {
      time: formatMinutes(draft.parsedTime),
    });
  }
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!draft.isValid) {
      return;
    }
    props.onClose();
    // Several items can differ from the values that the menu shows.
    const patch = isBulk ? draft.touched : draft.changed;
    if (Object.keys(patch).length > 0) {
      props.onChange(patch);
    }
  };
  return (
    <MenuFrame
      label={t('pick.set', { field: t('field.estimate') })}
      anchor={props.anchor}
      width={240}
      onClose={props.onClose}
    >
      <Stack
        component="form"
        noValidate
        onSubmit={save}
        spacing={2}
        sx={{ p: 2 }}
      >
        <TextField
          size="small"
          label={t('field.estimate_time')}
          value={draft.timeText}
          onChange={event => draft.setTime(event.target.value)}
          inputProps={{ maxLength: 20 }}
          error={draft.isTimeInvalid}
          helperText={timeHint}
          FormHelperTextProps={{ role: 'status' }}
        />
        <TextField
          size="small"
          label={t('field.estimate_points')}
          value={draft.pointsText}
          onChange={event => draft.setPoints(event.target.value)}
          inputProps={{ inputMode: 'decimal', maxLength: 20 }}
          error={draft.isPointsInvalid}
          helperText={
            draft.isPointsInvalid ? t('pick.pointsProblem') : undefined
          }
        />
        {isBulk && (
          <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
            {t('bulk.mixed')}
          </Box>
        )}
        <Button
          type="submit"
          size="small"
          variant="contained"
          disabled={!draft.isValid}
        >
          {t('pick.save')}
        </Button>
      </Stack>
    </MenuFrame>
  );
}

function ChoiceMenu(
  props: FieldMenuProps & {
    field: 'state' | 'priority' | 'cycle' | 'module';
  },
) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { field, values } = props;
  const current = {
    state: values.state_id,
    priority: values.priority,
    cycle: values.cycle_id,
    module: values.module_id,
  }[field];
  const noneOptions: MenuOption[] =
    field === 'cycle' || field === 'module'
      ? [{ value: '', label: t(`none.${field}`) }]
      : [];
  const pickValue = (value: string) => {
    if (value === (current ?? '')) {
      return;
    }
    props.onChange(
      field === 'priority'
        ? { priority: value as Priority }
        : { [`${field}_id`]: value || null },
    );
  };
  const { create, dialog } = useCreateOption('cycles', id => {
    props.onChange({ cycle_id: id });
    props.onClose();
  });
  return (
    <>
      <PickMenu
        label={t('pick.set', { field: t(`field.${field}`) })}
        anchor={props.anchor}
        options={[...noneOptions, ...useFieldOptions()[field]]}
        selected={[current ?? '']}
        onPick={pickValue}
        create={field === 'cycle' ? create : undefined}
        onClose={props.onClose}
      />
      {dialog}
    </>
  );
}

function AssigneeMenu(props: FieldMenuProps) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const [search, setSearch] = useState('');
  const { draft, toggle, isChanged } = useDraftList(props.values.assignees);
  const assignees = useAssigneeOptions(search, draft);
  const noneOption: MenuOption = { value: NOTHING, label: t('none.assignees') };
  const options = search
    ? assignees.options
    : [noneOption, ...assignees.options];
  return (
    <PickMenu
      multiple
      label={t('pick.set', { field: t('field.assignees') })}
      anchor={props.anchor}
      options={options}
      selected={draft.length > 0 ? draft : [NOTHING]}
      onSearch={setSearch}
      isLoading={assignees.isLoading}
      onPick={toggle}
      onClose={() => {
        props.onClose();
        if (isChanged) {
          props.onChange({ assignees: [...draft] });
        }
      }}
    />
  );
}

/** Sets the labels of an item; saves when the menu closes. */
function LabelMenu(props: FieldMenuProps) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { draft, toggle, isChanged } = useDraftList(props.values.labels);
  const { create, dialog } = useCreateOption('labels', toggle);
  return (
    <>
      <PickMenu
        multiple
        label={t('pick.set', { field: t('field.labels') })}
        anchor={props.anchor}
        options={useFieldOptions().labels}
        selected={draft}
        onPick={toggle}
        create={create}
        onClose={() => {
          props.onClose();
          if (isChanged) {
            props.onChange({ labels: [...draft] });
          }
        }}
      />
      {dialog}
    </>
  );
}

export function FieldMenu(props: FieldMenuProps & { field: ItemField }) {
  const { field, ...menuProps } = props;
  if (field === 'estimate') {
    return <EstimateMenu {...menuProps} />;
  }
  if (field === 'assignees') {
    return <AssigneeMenu {...menuProps} />;
  }
  if (field === 'labels') {
    return <LabelMenu {...menuProps} />;
  }
  return <ChoiceMenu {...menuProps} field={field} />;
}
