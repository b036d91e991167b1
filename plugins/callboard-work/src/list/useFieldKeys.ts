import type { WorkItem } from '@callboard/plugin-callboard-common';
import { useCallback, type KeyboardEvent } from 'react';
import { fieldKeys } from '../pickers/ItemField';
import type { EditField } from './InlineField';

/** Opens the menus of the focused row's fields by letters, next to their cells. */
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
      const drawn = [...row.querySelectorAll(`[data-field="${field}"]`)].find(
        element => element.getClientRects().length > 0,
      );
      edit(item, field, drawn ?? row);
    },
    [edit],
  );
}
