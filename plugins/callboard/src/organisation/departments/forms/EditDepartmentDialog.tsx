import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Department } from '@callboard/plugin-callboard-common';
import { FormDialog, useToast } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { EditProblem } from '../../../data/EditProblem';
import { useDepartmentProblem } from '../data/useDepartmentProblem';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';
import { DepartmentFields } from './DepartmentFields';
import { useEditDepartment } from './useEditDepartment';

/** Edits a department, except for its parent. */
export function EditDepartmentDialog(props: {
  department: Department;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { department, onClose } = props;
  const { slug } = useDepartments().workspace;
  const notify = useToast();
  const getProblem = useDepartmentProblem();
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
      <Stack spacing={2}>
        <EditProblem
          edit={edit}
          conflict={t('edit.conflict')}
          rebaseLabel={t('edit.rebase')}
          formatError={error => `${t('edit.failed')} ${getProblem(error)}`}
        />
        <DepartmentFields
          control={edit.control}
          manager={ref ? { user_ref: ref, name: name ?? ref } : undefined}
        />
      </Stack>
    </FormDialog>
  );
}
