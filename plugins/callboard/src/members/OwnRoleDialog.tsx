import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Workspace } from '@callboard/plugin-callboard-common';
import { FormDialog } from '@callboard/plugin-callboard-react';
import { callboardTranslationRef } from '../translation';

/** Asks an admin who is about to lock themselves out. */
export function OwnRoleDialog(props: {
  workspace: Workspace;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  return (
    <FormDialog
      title={t('members.ownRoleTitle')}
      hint={t('members.ownRole', { workspace: props.workspace.name })}
      submitLabel={t('members.ownRoleSubmit')}
      submitColor="error"
      onSubmit={props.onConfirm}
      onClose={props.onClose}
    />
  );
}
