import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkItem,
  WorkItemBulkUpdate,
} from '@callboard/plugin-callboard-common';
import { useState } from 'react';
import { PickMenu } from '../pickers/PickMenu';
import type { MenuOption } from '../pickers/MenuOption';
import { useAssigneeOptions } from '../pickers/useAssigneeOptions';
import { NOTHING } from '../pickers/useDraftList';
import { useFieldOptions } from '../pickers/useFieldOptions';
import { useCreateOption } from '../pickers/useCreateOption';
import { callboardWorkTranslationRef } from '../translation';
import { getValueCoverage } from './getValueCoverage';

type ListChange = 'add' | 'remove';

interface Props {
  field: 'assignees' | 'labels';
  items: readonly WorkItem[];
  anchor: Element;
  onChange: (changes: WorkItemBulkUpdate['changes']) => void;
  onClose: () => void;
}

/**
 * Adds people or labels to many items, or removes them; untouched values stay as they are on each
 * item. Saves when the menu closes.
 */
export function BulkListMenu(props: Props) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { field, items } = props;
  const [pendingChanges, setPendingChanges] = useState<
    ReadonlyMap<string, ListChange>
  >(new Map());
  const [isCleared, setCleared] = useState(false);
  const [search, setSearch] = useState('');
  const values = items.map(item => item[field]);
  const found = useAssigneeOptions(search, [
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
  const offered = field === 'labels' ? labels : found.options;
  const options: MenuOption[] = [
    ...(search ? [] : [{ value: NOTHING, label: t(`none.${field}`) }]),
    ...offered.map(option => {
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
      .filter(([, its]) => its === change)
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
          ...offered.map(({ value }) => value).filter(isSetOnAll),
        ]}
        onPick={toggle}
        {...(field === 'assignees'
          ? { onSearch: setSearch, isLoading: found.isLoading }
          : { create })}
        onClose={close}
      />
      {dialog}
    </>
  );
}
