import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type DepartmentNode,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  toIfMatchHeader,
  getErrorStatus,
  useCallboardClient,
  useForgetDeleted,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { DepartmentPicker } from '../../staff/shared/DepartmentPicker';
import { useDepartmentProblem } from '../data/useDepartmentProblem';
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';
import { useDepartments } from '../DepartmentsContext';
import { findReassignProblem } from '../model/findReassignProblem';
import { callboardDepartmentsTranslationRef } from '../translation';
import { useSizeLabels } from '../useSizeLabels';

/** Asks for confirmation before a department is deleted, and for a new department for its content. */
export function DeleteDepartmentDialog(props: {
  department: DepartmentNode;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { department } = props;
  const { id, name } = department;
  const { index, workspace, url } = useDepartments();
  const client = useCallboardClient();
  const notify = useToast();
  const refresh = useRefreshOrganisation();
  const forget = useForgetDeleted();
  const getProblem = useDepartmentProblem();
  const sizeLabels = useSizeLabels();
  const [heirId, setHeirId] = useState<string>();
  const deletion = useMutation({
    mutationFn: () =>
      client.call(endpoints.deleteDepartment, {
        params: { slug: workspace.slug, id },
        query: heirId ? { reassign_to: heirId } : {},
        headers: toIfMatchHeader(department),
      }),
    onSuccess: () => {
      notify({ title: t('remove.done', { name }), status: 'success' });
      forget(id, () => url.select(heirId ?? department.parent_id ?? undefined));
      refresh();
      props.onClose();
    },
  });
  const entry = index.entries.get(id);
  // People who have left are not counted, but still belong to it.
  const isRefused = getErrorStatus(deletion.error) === 409;
  const needsHeir =
    isRefused || department.children.length > 0 || department.staff_count > 0;
  const getHeirProblem = (other: string) => {
    const problem = findReassignProblem(index, id, other);
    return problem && t(`remove.problem.${problem}`);
  };
  return (
    <FormDialog
      title={t('remove.title', { name })}
      hint={needsHeir ? t('remove.hintFull') : t('remove.hint')}
      submitLabel={t('remove.submit', { name })}
      submitColor="error"
      isBlocked={needsHeir && !heirId}
      isBusy={deletion.isPending}
      onSubmit={() => deletion.mutate()}
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        {deletion.error && (
          <Alert severity={isRefused && !heirId ? 'info' : 'error'}>
            {isRefused && !heirId
              ? t('remove.hasLeft')
              : `${t('remove.failed')} ${getProblem(deletion.error)}`}
          </Alert>
        )}
        {needsHeir && (
          <DepartmentPicker
            required
            workspace={workspace.slug}
            label={t('remove.heir')}
            value={heirId}
            onChange={setHeirId}
            findProblem={getHeirProblem}
            helperText={
              entry && entry.descendantCount + department.staff_count > 0
                ? t('remove.size', {
                    size: sizeLabels({
                      departments: entry.descendantCount,
                      people: department.staff_count_recursive,
                    }),
                  })
                : undefined
            }
          />
        )}
      </Stack>
    </FormDialog>
  );
}
