import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCommand } from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import { callboardWorkTranslationRef } from '../translation';

/** Adds the creation of a work item to the search; does nothing while `create` is undefined. */
export function useCreateCommand(create: (() => void) | undefined): void {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  useCommand(
    create && {
      id: 'create-work-item',
      title: t('create.command'),
      icon: <AddIcon fontSize="inherit" />,
      run: create,
    },
  );
}
