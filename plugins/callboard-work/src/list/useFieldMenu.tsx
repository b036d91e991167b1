import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  useCallback,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useWorkActions } from '../data/useWorkActions';
import { useWorkProject } from '../data/useWorkProject';
import { FieldMenu } from '../pickers/FieldMenu';
import type { ItemField } from '../pickers/ItemField';
import { callboardWorkTranslationRef } from '../translation';
import type { EditField } from './InlineField';
import { useFieldKeys } from './useFieldKeys';

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
