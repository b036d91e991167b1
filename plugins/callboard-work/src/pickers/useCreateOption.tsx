import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useAllowed } from '@callboard/plugin-callboard-react';
import { useState } from 'react';
import { useWorkProject } from '../data/WorkProject';
import { SettingDialog } from '../settings/SettingDialog';
import { permissionsByKind } from '../settings/useSettingActions';
import { callboardWorkTranslationRef } from '../translation';

/**
 * Lets admins of the project create a label or a cycle in a picker.
 *
 * @param onCreated - receives the id of the new label or cycle
 */
export function useCreateOption(
  kind: 'labels' | 'cycles',
  onCreated: (id: string) => void,
) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { project, isAdmin, mayWrite } = useWorkProject();
  const isAllowed = useAllowed(permissionsByKind[kind].create, project.id);
  const [name, setName] = useState<string>();
  return {
    /** The option for the menu; undefined without permission. */
    create:
      isAdmin && mayWrite && isAllowed
        ? {
            getLabel: (typed: string) =>
              typed
                ? t(`pick.create.${kind}`, { name: typed })
                : t(`pick.new.${kind}`),
            onCreate: setName,
          }
        : undefined,
    dialog: name !== undefined && (
      <SettingDialog
        kind={kind}
        name={name}
        onCreated={({ id }) => onCreated(id)}
        onClose={() => setName(undefined)}
      />
    ),
  };
}
