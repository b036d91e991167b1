import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  useCallback,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useWorkActions } from '../data/WorkActions';
import { useWorkProject } from '../data/WorkProject';
import { FieldMenu } from '../pickers/FieldMenu';
import { type ItemField, fieldKeys } from '../pickers/ItemField';
import { callboardWorkShortcutsTranslationRef } from '../shortcutsTranslation';
import { callboardWorkTranslationRef } from '../translation';
import type { EditField } from './InlineField';

/** Returns a key handler for rows: a letter opens the menu of a field, next to its cell. */
export function useFieldKeys(
  edit: EditField,
): (event: KeyboardEvent<HTMLElement>, item: WorkItem) => void {
  return useCallback(
    (event, item) => {
      const field = Object.hasOwn(fieldKeys, event.key) && fieldKeys[event.key];
      if (!field || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      event.preventDefault();
      const row = event.currentTarget;
      // Its column may be hidden, or not exist in stacked rows.
      const visibleCell = [
        ...row.querySelectorAll(`[data-field="${field}"]`),
      ].find(element => element.getClientRects().length > 0);
      edit(item, field, visibleCell ?? row);
    },
    [edit],
  );
}

/** The menus that change fields of items in place, by click or key. */
export function useFieldMenu(): {
  edit: EditField;
  onKeyDown: (event: KeyboardEvent<HTMLElement>, item: WorkItem) => void;
  menu: ReactNode;
} {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { change } = useWorkActions();
  const { mayChange } = useWorkProject();
  const [open, setOpen] = useState<{
    item: WorkItem;
    field: ItemField;
    anchor: Element;
  }>();
  const edit = useCallback<EditField>(
    (item, field, anchor) => {
      if (mayChange(item)) {
        setOpen({ item, field, anchor });
      }
    },
    [mayChange],
  );
  const onKeyDown = useFieldKeys(edit);
  return {
    edit,
    onKeyDown,
    menu: open && (
      <FieldMenu
        key={`${open.item.id} ${open.field}`}
        field={open.field}
        anchor={open.anchor}
        values={open.item}
        onChange={patch =>
          change(
            open.item,
            patch,
            t('change.done', {
              item: open.item.identifier,
              field: t(`field.${open.field}`),
            }),
          )
        }
        onClose={() => setOpen(undefined)}
      />
    ),
  };
}

/** Returns the keys that set a field of the focused row or card, with their descriptions. */
export function useFieldShortcuts(): (readonly [string, string])[] {
  const { t } = useTranslationRef(callboardWorkShortcutsTranslationRef);
  return [
    ['s', t('state')],
    ['a', t('assignee')],
    ['p', t('priority')],
    ['l', t('labels')],
    ['e', t('estimate')],
  ];
}
