import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import type { FieldMenuProps } from './FieldMenuProps';
import { PickMenu } from './PickMenu';
import type { MenuOption } from './MenuOption';
import { useAssigneeOptions } from './useAssigneeOptions';
import { NOTHING, useDraftList } from './useDraftList';

/** Sets the assignees of an item; saves when the menu closes. */
export function AssigneeMenu(props: FieldMenuProps) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const [search, setSearch] = useState('');
  const { draft, toggle, isChanged } = useDraftList(props.values.assignees);
  const found = useAssigneeOptions(search, draft);
  const nobody: MenuOption = { value: NOTHING, label: t('none.assignees') };
  const options = search ? found.options : [nobody, ...found.options];
  return (
    <PickMenu
      multiple
      label={t('pick.set', { field: t('field.assignees') })}
      anchor={props.anchor}
      options={options}
      selected={draft.length > 0 ? draft : [NOTHING]}
      onSearch={setSearch}
      isLoading={found.isLoading}
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
