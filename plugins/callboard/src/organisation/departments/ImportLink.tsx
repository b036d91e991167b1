import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import FileUploadOutlinedIcon from '@mui/icons-material/FileUploadOutlined';
import Button from '@mui/material/Button';
import { Link as RouterLink } from 'react-router-dom';
import { importDepartmentsRouteRef } from '../../routes';
import { useDepartments } from './DepartmentsContext';
import { callboardDepartmentsTranslationRef } from './translation';

/** Links to the import of departments. */
export function ImportLink() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { slug } = useDepartments().workspace;
  const path = useRouteRef(importDepartmentsRouteRef);
  return path ? (
    <Button
      component={RouterLink}
      to={`${path()}?${new URLSearchParams({ workspace: slug })}`}
      variant="outlined"
      startIcon={<FileUploadOutlinedIcon />}
    >
      {t('import.open')}
    </Button>
  ) : null;
}
