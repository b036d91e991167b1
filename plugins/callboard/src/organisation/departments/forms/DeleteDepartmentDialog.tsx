import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type DepartmentNode,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  toIfMatchHeader,
  getErrorStatus,
  renderThenFocus,
  useLeaveDeleted,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { DepartmentPicker } from '../../staff/DepartmentPicker';
import { useDepartmentErrorFormatter } from './DepartmentFormValues';
import { organisationEndpoints } from '../../useRefreshOrganisation';
import { focusDepartment, useDepartments } from '../DepartmentsContext';
import { findReassignProblem } from '../moveInTree';
import { callboardDepartmentsTranslationRef } from '../translation';
import { useSizeLabels } from '../DepartmentLabels';

/**
 * Asks for confirmation before a department is deleted. If the department has people or
 * sub-departments, also asks which other department receives them.
 */
export function DeleteDepartmentDialog(props: {
  department: DepartmentNode;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { department } = props;
  const { id, name } = department;
  const { index, workspace, urlState } = useDepartments();
  const leaveDeleted = useLeaveDeleted();
  const formatError = useDepartmentErrorFormatter();
  const formatSize = useSizeLabels();
  const [targetId, setTargetId] = useState<string>();
  /** The department to open after the deletion. */
  const nextId = targetId ?? department.parent_id ?? undefined;
  const deletion = useEndpointMutation(endpoints.deleteDepartment, {
    toRequest: () => ({
      params: { slug: workspace.slug, id },
      query: targetId ? { reassign_to: targetId } : {},
      headers: toIfMatchHeader(department),
    }),
    invalidates: organisationEndpoints,
    toSuccessTitle: () => t('remove.done', { name }),
    beforeRefetch: () => leaveDeleted(id, () => urlState.select(nextId)),
    onSuccess: () =>
      renderThenFocus(props.onClose, () => focusDepartment(nextId)),
  });
  const entry = index.entries.get(id);
  // `staff_count` excludes people who have left. They still belong to the department, so the server
  // rejects a deletion that does not reassign them.
  const isRefused = getErrorStatus(deletion.error) === 409;
  const isTargetMissing = isRefused && !targetId;
  const needsTarget =
    isRefused || department.children.length > 0 || department.staff_count > 0;
  const getTargetProblem = (candidateId: string) => {
    const problem = findReassignProblem(index, id, candidateId);
    return problem && t(`remove.problem.${problem}`);
  };
  return (
    <FormDialog
      title={t('remove.title', { name })}
      hint={needsTarget ? t('remove.hintFull') : t('remove.hint')}
      submitLabel={t('remove.submit', { name })}
      submitColor="error"
      failure={
        !isTargetMissing &&
        deletion.error &&
        `${t('remove.failed')} ${formatError(deletion.error)}`
      }
      isBlocked={needsTarget && !targetId}
      isBusy={deletion.isPending}
      onSubmit={() => deletion.mutate()}
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        {isTargetMissing && (
          <Alert severity="info">{t('remove.hasLeft')}</Alert>
        )}
        {needsTarget && (
          <DepartmentPicker
            required
            workspace={workspace.slug}
            label={t('remove.heir')}
            value={targetId}
            onChange={setTargetId}
            findProblem={getTargetProblem}
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
