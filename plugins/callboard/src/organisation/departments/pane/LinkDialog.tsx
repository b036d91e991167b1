import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  newDepartmentLink,
  type Department,
  type NewDepartmentLink,
  type Workspace,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  getProblems,
  ProjectPicker,
  getErrorStatus,
  useFirstSteps,
  ValuePicker,
  useEndpointMutation,
  useWholeList,
} from '@callboard/plugin-callboard-react';
import FormHelperText from '@mui/material/FormHelperText';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { useRights } from '../../../shared/useRights';
import { useDepartmentErrorFormatter } from '../forms/DepartmentFormValues';
import { organisationEndpoints } from '../../useRefreshOrganisation';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';

/** Returns the other workspaces to which the person can give access. */
function useOtherWorkspaces(slug: string): readonly Workspace[] {
  const { isAdminOf } = useRights();
  const { data } = useWholeList(endpoints.listWorkspaces, {});
  return (
    data?.items.filter(
      workspace => workspace.slug !== slug && isAdminOf(workspace.slug),
    ) ?? []
  );
}

type Kind = 'project' | 'workspace';

export function LinkDialog(props: {
  department: Department;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { department } = props;
  const { slug } = useDepartments().workspace;
  const otherWorkspaces = useOtherWorkspaces(slug);
  const { note: completeStep } = useFirstSteps();
  const formatError = useDepartmentErrorFormatter();
  const [kind, setKind] = useState<Kind>('project');
  const [targetId, setTargetId] = useState<string>();
  const linkMutation = useEndpointMutation(endpoints.linkDepartment, {
    toRequest: (body: NewDepartmentLink) => ({
      params: { slug, id: department.id },
      body,
    }),
    invalidates: organisationEndpoints,
    toSuccessTitle: ({ name }) =>
      t('link.done', { department: department.name, name }),
    onSuccess: () => {
      completeStep('link');
      props.onClose();
    },
  });

  function selectTarget(id: string | undefined) {
    linkMutation.reset();
    setTargetId(id);
  }
  const body = newDepartmentLink.safeParse({ [`${kind}_id`]: targetId });
  const fieldProblem =
    getErrorStatus(linkMutation.error) === 409
      ? t('link.already')
      : getProblems(linkMutation.error).fields[`${kind}_id`];
  return (
    <FormDialog
      title={t('link.title', { name: department.name })}
      hint={t('link.hint')}
      submitLabel={t('link.submit')}
      failure={
        !fieldProblem &&
        linkMutation.error &&
        `${t('link.failed')} ${formatError(linkMutation.error)}`
      }
      isBlocked={!body.success}
      isBusy={linkMutation.isPending}
      onSubmit={() => body.success && linkMutation.mutate(body.data)}
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        {otherWorkspaces.length > 0 && (
          <ToggleButtonGroup
            exclusive
            size="small"
            value={kind}
            aria-label={t('link.kind')}
            onChange={(_, chosen: Kind | null) => {
              if (chosen) {
                setKind(chosen);
                selectTarget(undefined);
              }
            }}
          >
            <ToggleButton value="project" sx={{ px: 1.5 }}>
              {t('access.project')}
            </ToggleButton>
            <ToggleButton value="workspace" sx={{ px: 1.5 }}>
              {t('access.workspace')}
            </ToggleButton>
          </ToggleButtonGroup>
        )}
        <div>
          {kind === 'project' ? (
            <ProjectPicker
              slug={slug}
              value={targetId}
              onChange={project => selectTarget(project?.id)}
            />
          ) : (
            <ValuePicker
              fullWidth
              label={t('access.workspace')}
              value={targetId}
              onChange={selectTarget}
              options={otherWorkspaces.map(({ id, name }) => ({
                value: id,
                label: name,
              }))}
              getLabel={id => id}
            />
          )}
          {fieldProblem && (
            <FormHelperText error role="alert" sx={{ mx: 1.75 }}>
              {fieldProblem}
            </FormHelperText>
          )}
        </div>
      </Stack>
    </FormDialog>
  );
}
