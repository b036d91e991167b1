import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Priority } from '@callboard/plugin-callboard-common';
import { callboardWorkTranslationRef } from '../translation';
import type { FieldMenuProps } from './FieldMenuProps';
import { PickMenu } from './PickMenu';
import type { MenuOption } from './MenuOption';
import { useFieldOptions } from './useFieldOptions';
import { useCreateOption } from './useCreateOption';

/** Sets a field that has one value. */
export function ChoiceMenu(
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
  const none: MenuOption[] =
    field === 'cycle' || field === 'module'
      ? [{ value: '', label: t(`none.${field}`) }]
      : [];
  const pick = (value: string) => {
    if (value === (current ?? '')) {
      return;
    }
    if (field === 'priority') {
      props.onChange({ priority: value as Priority });
    } else if (field === 'state') {
      props.onChange({ state_id: value });
    } else {
      props.onChange({ [`${field}_id`]: value || null });
    }
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
        options={[...none, ...useFieldOptions()[field]]}
        selected={[current ?? '']}
        onPick={pick}
        create={field === 'cycle' ? create : undefined}
        onClose={props.onClose}
      />
      {dialog}
    </>
  );
}
