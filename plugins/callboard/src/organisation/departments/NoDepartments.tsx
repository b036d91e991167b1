import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState } from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import ApartmentOutlinedIcon from '@mui/icons-material/ApartmentOutlined';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useDepartments } from './DepartmentsContext';
import { ImportLink } from './ImportLink';
import { callboardDepartmentsTranslationRef } from './translation';

/** The empty state of the tree: its purpose, and the first step. */
export function NoDepartments() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { mayEdit, ask, workspace } = useDepartments();
  return (
    <EmptyState
      icon={<ApartmentOutlinedIcon />}
      title={t('empty.title', { workspace: workspace.name })}
      action={
        mayEdit && (
          <Stack direction="row" spacing={1.5}>
            <Button
              variant="contained"
              startIcon={<AddIcon />}
              onClick={() => ask({ kind: 'create', parentId: null })}
            >
              {t('create.open')}
            </Button>
            <ImportLink />
          </Stack>
        )
      }
    >
      {mayEdit ? t('empty.hint') : t('empty.hintReader')}
    </EmptyState>
  );
}
