import {
  type WorkItem,
  type WorkItemBulkUpdate,
  calendarDate,
} from '@callboard/plugin-callboard-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DateField } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState, type FormEvent } from 'react';
import { FieldMenu, NOTHING } from '../pickers/FieldMenu';
import type { ItemFieldValues } from '../pickers/ItemField';
import { MenuFrame } from '../pickers/MenuFrame';
import { type MenuOption, PickMenu } from '../pickers/PickMenu';
import { ParentMenu } from '../pickers/ParentMenu';
import {
  useAssigneeOptions,
  useFieldOptions,
} from '../pickers/useFieldOptions';
import { useCreateOption } from '../pickers/useCreateOption';
import { callboardWorkTranslationRef } from '../translation';

export const bulkFields = [
  'state',
  'assignees',
  'priority',
  'labels',
  'estimate',
  'cycle',
  'module',
  'start_date',
  'target_date',
  'parent',
] as const;

export type BulkField = (typeof bulkFields)[number];

/** Whether all, some or none of the lists contain a value. */
function getValueCoverage(
  lists: readonly (readonly string[])[],
  value: string,
): 'all' | 'some' | 'none' {
  const count = lists.filter(list => list.includes(value)).length;
  if (count === 0) {
    return 'none';
  }
  return count === lists.length ? 'all' : 'some';
}

type ListChange = 'add' | 'remove';

interface BulkListMenuProps {
  field: 'assignees' | 'labels';
  items: readonly WorkItem[];
  anchor: Element;
  onChange: (changes: WorkItemBulkUpdate['changes']) => void;
  onClose: () => void;
}

/**
 * Adds assignees or labels to many items, removes some, or clears all. Values that the user does
 * not toggle stay unchanged, unless the user clears all. Saves when the menu closes.
 */
function BulkListMenu(props: BulkListMenuProps) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { field, items } = props;
  const [pendingChanges, setPendingChanges] = useState<
    ReadonlyMap<string, ListChange>
  >(new Map());
  const [isCleared, setCleared] = useState(false);
  const [search, setSearch] = useState('');
  const values = items.map(item => item[field]);
  const assignees = useAssigneeOptions(search, [
    ...new Set([...values.flat(), ...pendingChanges.keys()]),
  ]);
  const labels = useFieldOptions().labels;
  const isSetOnAll = (value: string) =>
    pendingChanges.has(value)
      ? pendingChanges.get(value) === 'add'
      : !isCleared && getValueCoverage(values, value) === 'all';

  function toggle(value: string) {
    if (value === NOTHING) {
      setCleared(true);
      setPendingChanges(new Map());
      return;
    }
    const change: ListChange = isSetOnAll(value) ? 'remove' : 'add';
    setPendingChanges(new Map([...pendingChanges, [value, change]]));
  }

  const { create, dialog } = useCreateOption('labels', toggle);
  const knownOptions = field === 'labels' ? labels : assignees.options;
  const options: MenuOption[] = [
    ...(search ? [] : [{ value: NOTHING, label: t(`none.${field}`) }]),
    ...knownOptions.map(option => {
      const isIndeterminate =
        !isCleared &&
        !pendingChanges.has(option.value) &&
        getValueCoverage(values, option.value) === 'some';
      return isIndeterminate
        ? { ...option, isIndeterminate, note: t('bulk.some') }
        : option;
    }),
  ];
  const listPendingValues = (change: ListChange) =>
    [...pendingChanges]
      .filter(([, pending]) => pending === change)
      .map(([value]) => value);

  function close() {
    props.onClose();
    const [added, removed] = [
      listPendingValues('add'),
      listPendingValues('remove'),
    ];
    if (isCleared) {
      props.onChange({ [field]: added });
    } else if (pendingChanges.size > 0) {
      props.onChange({
        ...(added.length > 0 && { [`add_${field}`]: added }),
        ...(removed.length > 0 && { [`remove_${field}`]: removed }),
      });
    }
  }

  return (
    <>
      <PickMenu
        multiple
        label={t('pick.set', { field: t(`field.${field}`) })}
        anchor={props.anchor}
        options={options}
        selected={[
          ...(isCleared && pendingChanges.size === 0 ? [NOTHING] : []),
          ...knownOptions.map(({ value }) => value).filter(isSetOnAll),
        ]}
        onPick={toggle}
        {...(field === 'assignees'
          ? { onSearch: setSearch, isLoading: assignees.isLoading }
          : { create })}
        onClose={close}
      />
      {dialog}
    </>
  );
}

function BulkDateMenu(props: {
  field: 'start_date' | 'target_date';
  anchor: Element;
  onPick: (date: string | null) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { onPick, onClose } = props;
  const [date, setDate] = useState('');
  const name = t(`field.${props.field}`);
  const pick = (picked: string | null) => {
    onClose();
    onPick(picked);
  };
  const isValid = calendarDate.safeParse(date).success;
  return (
    <MenuFrame
      label={t('pick.set', { field: name })}
      anchor={props.anchor}
      width={240}
      onClose={onClose}
    >
      <Stack
        component="form"
        noValidate
        spacing={2}
        sx={{ p: 2 }}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (isValid) {
            pick(date);
          }
        }}
      >
        <DateField label={name} value={date} onChange={setDate} />
        <Button
          type="submit"
          size="small"
          variant="contained"
          disabled={!isValid}
        >
          {t('pick.save')}
        </Button>
        <Button size="small" onClick={() => pick(null)}>
          {t('bulk.noDate')}
        </Button>
      </Stack>
    </MenuFrame>
  );
}

const hasSameJson = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** Returns the values that all items share; null or an empty list for fields that differ. */
function getSharedValues(items: readonly WorkItem[]): ItemFieldValues {
  const [first] = items;
  const getSharedValue = <Field extends keyof WorkItem>(
    field: Field,
  ): WorkItem[Field] | null =>
    items.every(item => hasSameJson(item[field], first[field]))
      ? first[field]
      : null;
  return {
    state_id: getSharedValue('state_id'),
    priority: getSharedValue('priority'),
    assignees: getSharedValue('assignees') ?? [],
    labels: getSharedValue('labels') ?? [],
    estimate_points: getSharedValue('estimate_points'),
    estimate_time: getSharedValue('estimate_time'),
    cycle_id: getSharedValue('cycle_id'),
    module_id: getSharedValue('module_id'),
  };
}

export function BulkFieldMenu(props: {
  field: BulkField;
  items: readonly WorkItem[];
  anchor: Element;
  onChange: (changes: WorkItemBulkUpdate['changes']) => void;
  onClose: () => void;
}) {
  const { field, items, ...menuProps } = props;
  switch (field) {
    case 'assignees':
    case 'labels':
      return <BulkListMenu {...menuProps} field={field} items={items} />;
    case 'start_date':
    case 'target_date':
      return (
        <BulkDateMenu
          {...menuProps}
          field={field}
          onPick={date => props.onChange({ [field]: date })}
        />
      );
    case 'parent': {
      const [{ parent_id }] = items;
      const isShared = items.every(item => item.parent_id === parent_id);
      return (
        <ParentMenu
          {...menuProps}
          items={items}
          value={isShared ? parent_id : undefined}
          onPick={picked => props.onChange({ parent_id: picked })}
        />
      );
    }
    default:
      return (
        <FieldMenu
          {...menuProps}
          isBulk
          field={field}
          values={getSharedValues(items)}
        />
      );
  }
}
