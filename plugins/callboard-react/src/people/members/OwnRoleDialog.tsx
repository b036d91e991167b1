import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FormDialog } from '../../dialogs/FormDialog';
import { callboardMembersTranslationRef } from './membersTranslation';

/** Asks an admin who is about to lock themselves out. */
export function OwnRoleDialog(props: {
  /** What they would no longer administer. */
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
