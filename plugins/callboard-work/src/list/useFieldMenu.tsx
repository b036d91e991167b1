import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkItem,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import { hasModifier } from '@callboard/plugin-callboard-react';
import { useCallback, useState, type KeyboardEvent } from 'react';
import { useLatestItem } from '../data/useItemMutations';
import { useWorkActions } from '../data/WorkActions';
import { useWorkProject } from '../data/WorkProject';
import { FieldMenu } from '../pickers/FieldMenu';
import { type ItemField, fieldKeys } from '../pickers/ItemField';
import { callboardWorkShortcutsTranslationRef } from '../shortcutsTranslation';
import { callboardWorkTranslationRef } from '../translation';
import type { OpenFieldMenu } from './InlineField';

/** Returns a key handler for rows: a letter opens the menu of a field next to the field's cell. */
export function useFieldKeys(
  openFieldMenu: OpenFieldMenu,
): (event: KeyboardEvent<HTMLElement>, item: WorkItem) => void {
  return useCallback(
    (event, item) => {
      const field = Object.hasOwn(fieldKeys, event.key) && fieldKeys[event.key];
      if (!field || hasModifier(event)) {
        return;
      }
      event.preventDefault();
      const row = event.currentTarget;
      // The cell of the field can be hidden or missing.
      const visibleCell = [
        ...row.querySelectorAll(`[data-field="${field}"]`),
      ].find(element => element.getClientRects().length > 0);
      openFieldMenu(item, field, visibleCell ?? row);
    },
    [openFieldMenu],
  );
}

/**
 * The menu that changes a field of an item in place. It shows and changes the newest version of the
 * item, because another user can change the item while the menu is open.
 */
export function ItemFieldMenu(props: {
  item: WorkItem;
  field: ItemField;
  anchor: Element;
  /** Called before a change. */
  onChange?: (item: WorkItem, patch: WorkItemPatch) => void;
  onClose: () => void;
}) {
  const { field, anchor, onChange, onClose } = props;
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { change } = useWorkActions();
  const item = useLatestItem(props.item);
  return (
    <FieldMenu
      field={field}
      anchor={anchor}
      values={item}
      onChange={patch => {
        onChange?.(item, patch);
        change(
          item,
          patch,
          t('change.done', {
            item: item.identifier,
            field: t(`field.${field}`),
          }),
        );
      }}
      onClose={onClose}
    />
  );
}

/** The menus that change fields of items in place. `onChange` is called before a change. */
export function useFieldMenu(
  onChange?: (item: WorkItem, patch: WorkItemPatch) => void,
) {
  const { canChange } = useWorkProject();
  const [openMenu, setOpenMenu] = useState<{
    item: WorkItem;
    field: ItemField;
    anchor: Element;
  }>();
  const openFieldMenu = useCallback<OpenFieldMenu>(
    (item, field, anchor) => {
      if (canChange(item)) {
        setOpenMenu({ item, field, anchor });
      }
    },
    [canChange],
  );
  const onKeyDown = useFieldKeys(openFieldMenu);
  return {
    openFieldMenu,
    onKeyDown,
    menu: openMenu && (
      <ItemFieldMenu
        key={`${openMenu.item.id} ${openMenu.field}`}
        {...openMenu}
        onChange={onChange}
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
