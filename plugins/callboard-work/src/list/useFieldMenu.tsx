import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { useCallback, useState, type KeyboardEvent } from 'react';
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
      // The cell of the field can be hidden or missing.
      const visibleCell = [
        ...row.querySelectorAll(`[data-field="${field}"]`),
      ].find(element => element.getClientRects().length > 0);
      edit(item, field, visibleCell ?? row);
    },
    [edit],
  );
}

/** The menus that change fields of items in place, by click or key. */
export function useFieldMenu() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { change } = useWorkActions();
  const { canChange } = useWorkProject();
  const [openMenu, setOpenMenu] = useState<{
    item: WorkItem;
    field: ItemField;
    anchor: Element;
  }>();
  const edit = useCallback<EditField>(
    (item, field, anchor) => {
      if (canChange(item)) {
        setOpenMenu({ item, field, anchor });
      }
    },
    [canChange],
  );
  const onKeyDown = useFieldKeys(edit);
  return {
    edit,
    onKeyDown,
    menu: openMenu && (
      <FieldMenu
        key={`${openMenu.item.id} ${openMenu.field}`}
        field={openMenu.field}
        anchor={openMenu.anchor}
        values={openMenu.item}
        onChange={patch =>
          change(
            openMenu.item,
            patch,
            t('change.done', {
              item: openMenu.item.identifier,
              field: t(`field.${openMenu.field}`),
            }),
          )
        }
        onClose={() => setOpenMenu(undefined)}
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
