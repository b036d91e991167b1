import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardWorkTranslationRef } from '../translation';
import type { FieldMenuProps } from './FieldMenuProps';
import { PickMenu } from './PickMenu';
import { useDraftList } from './useDraftList';
import { useFieldOptions } from './useFieldOptions';
import { useCreateOption } from './useCreateOption';

/** Sets the labels of an item; saves when the menu closes. */
export function LabelMenu(props: FieldMenuProps) {
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
