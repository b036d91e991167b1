import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type DepartmentNode,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  toIfMatchHeader,
  getErrorStatus,
  useForgetDeleted,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { DepartmentPicker } from '../../staff/DepartmentPicker';
import { useDepartmentProblem } from './DepartmentFormValues';
import { organisationEndpoints } from '../../useRefreshOrganisation';
import { useDepartments } from '../DepartmentsContext';
import { findReassignProblem } from '../moveInTree';
import { callboardDepartmentsTranslationRef } from '../translation';
import { useSizeLabels } from '../DepartmentLabels';

/** Asks for confirmation before a department is deleted, and for a new department for its content. */
export function DeleteDepartmentDialog(props: {
  department: DepartmentNode;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { department } = props;
  const { id, name } = department;
  const { index, workspace, url } = useDepartments();
  const forget = useForgetDeleted();
  const getProblem = useDepartmentProblem();
  const formatSize = useSizeLabels();
  const [heirId, setHeirId] = useState<string>();
  const deletion = useEndpointMutation(endpoints.deleteDepartment, {
    toRequest: () => ({
      params: { slug: workspace.slug, id },
      query: heirId ? { reassign_to: heirId } : {},
      headers: toIfMatchHeader(department),
    }),
    invalidates: organisationEndpoints,
    toSuccessTitle: () => t('remove.done', { name }),
    beforeRefetch: () =>
      forget(id, () => url.select(heirId ?? department.parent_id ?? undefined)),
    onSuccess: props.onClose,
  });
  const entry = index.entries.get(id);
  // People who have left are not counted, but still belong to it.
  const isRefused = getErrorStatus(deletion.error) === 409;
  const needsHeirNow = isRefused && !heirId;
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
      failure={
        !needsHeirNow &&
        deletion.error &&
        `${t('remove.failed')} ${getProblem(deletion.error)}`
      }
      isBlocked={needsHeir && !heirId}
      isBusy={deletion.isPending}
      onSubmit={() => deletion.mutate()}
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        {needsHeirNow && <Alert severity="info">{t('remove.hasLeft')}</Alert>}
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
                    size: formatSize({
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
