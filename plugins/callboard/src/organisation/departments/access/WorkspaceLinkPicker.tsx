import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Workspace } from '@callboard/plugin-callboard-common';
import { ValuePicker } from '@callboard/plugin-callboard-react';
import { callboardDepartmentsTranslationRef } from '../translation';

/** Selects a workspace. */
export function WorkspaceLinkPicker(props: {
  workspaces: readonly Workspace[];
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return (
    <ValuePicker
      fullWidth
      label={t('access.workspace')}
      value={props.value}
      onChange={props.onChange}
      options={props.workspaces.map(({ id, name }) => ({
        value: id,
        label: name,
      }))}
      getLabel={id => id}
    />
  );
}
