import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Department } from '@callboard/plugin-callboard-common';
import { FormDialog, useNotice } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useDepartmentProblem } from '../data/useDepartmentProblem';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';
import { DepartmentFields } from './DepartmentFields';
import { useEditDepartment } from './useEditDepartment';

/** Changes what a department is; where it is, moving changes. */
export function EditDepartmentDialog(props: {
  department: Department;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { department, onClose } = props;
  const { slug } = useDepartments().workspace;
  const notify = useNotice();
  const problemOf = useDepartmentProblem();
  const edit = useEditDepartment(slug, department, ({ name }) => {
    notify({ title: t('edit.done', { name }), status: 'success' });
    onClose();
  });
  const { manager_ref: ref, manager_name: name } = department;
  return (
    <FormDialog
      title={t('edit.title', { name: department.name })}
      submitLabel={t('edit.submit')}
      isBlocked={!edit.isDirty || edit.isConflict}
      isBusy={edit.isBusy}
      onSubmit={edit.save}
      onClose={onClose}
    >
      {edit.error && (
        <Alert severity={edit.isConflict ? 'warning' : 'error'} sx={{ mb: 2 }}>
          {edit.isConflict
            ? t('edit.conflict')
            : `${t('edit.failed')} ${problemOf(edit.error)}`}
          {edit.isConflict && (
            <Button
              variant="outlined"
              color="inherit"
              size="small"
              onClick={edit.rebase}
              sx={{ display: 'block', mt: 1 }}
            >
              {t('edit.rebase')}
            </Button>
          )}
        </Alert>
      )}
      <DepartmentFields
        control={edit.control}
        manager={ref ? { user_ref: ref, name: name ?? ref } : undefined}
      />
    </FormDialog>
  );
}
