import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FormDialog } from '../../dialogs/FormDialog';
import { callboardMembersTranslationRef } from './membersTranslation';

/** Asks for confirmation before admins remove their own admin role. */
export function OwnRoleDialog(props: {
  /** The name of the project or workspace whose admin role they would lose. */
  name: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  return (
    <FormDialog
      title={t('list.ownRoleTitle')}
      hint={t('list.ownRole', { name: props.name })}
      submitLabel={t('list.ownRoleSubmit')}
      submitColor="error"
      onSubmit={props.onConfirm}
      onClose={props.onClose}
    />
  );
}
