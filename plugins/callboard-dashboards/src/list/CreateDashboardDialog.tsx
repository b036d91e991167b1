import { TemplateChoice } from './Templates';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  dashboardTemplates,
  endpoints,
  type DashboardTemplateName,
} from '@callboard/plugin-callboard-common';
import {
  formatFailure,
  FormDialog,
  getProblems,
  useWholeList,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { buildDashboardHref } from './useDashboardActions';
import {
  AccessField,
  DetailsFields,
  getNameScopes,
  type NewDetails,
  normaliseName,
  useNameProblem,
} from './DetailsFields';
import { callboardDashboardsListTranslationRef } from './listTranslation';
import { useCreateDashboard } from './useCreateDashboard';

/** Finds a name that is not taken: `Delivery`, then `Delivery 2`. */
function findFreeName(name: string, takenNames: readonly string[]): string {
  const normalisedNames = new Set(takenNames.map(normaliseName));
  let free = name;
  for (let nth = 2; normalisedNames.has(normaliseName(free)); nth += 1) {
    free = `${name} ${nth}`;
  }
  return free;
}

export function CreateDashboardDialog(props: {
  workspace: OwnWorkspace;
  template: DashboardTemplateName;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { workspace, onClose } = props;
  const { slug } = workspace;
  const navigate = useNavigate();
  const [template, setTemplate] = useState(props.template);
  /** The fields that the user edited. All other fields follow the template. */
  const [editedDetails, setEditedDetails] = useState<Partial<NewDetails>>({});
  /** The name when its field got the focus; the suggested name may change meanwhile. */
  const [nameAtFocus, setNameAtFocus] = useState<string>();
  const { dashboard } = dashboardTemplates.find(
    ({ name }) => name === template,
  )!;
  const defaultName = t(
    template === 'empty' ? 'template.emptyName' : `template.${template}`,
  );
  const similarlyNamed = useWholeList(endpoints.listDashboards, {
    params: { slug },
    query: { search: defaultName },
  });
  const { access = 'private' } = editedDetails;
  const scopes = getNameScopes(access, true);
  const takenNames = (similarlyNamed.data?.items ?? [])
    .filter(one => scopes.includes(one.access))
    .map(one => one.name);
  const details: NewDetails = {
    name: nameAtFocus ?? findFreeName(defaultName, takenNames),
    description: dashboard.description ?? '',
    access,
    ...editedDetails,
  };
  const nameField = useNameProblem(slug, details);
  const creation = useCreateDashboard(workspace);
  const change = (patch: Partial<NewDetails>) =>
    setEditedDetails({ ...editedDetails, ...patch });

  const create = () =>
    creation.mutate(
      { content: dashboard, details },
      {
        onSuccess: ({ id }) => navigate(buildDashboardHref(id, slug)),
        onError: error =>
          getProblems(error).fields.name && nameField.markTaken(),
      },
    );

  return (
    <FormDialog
      title={t('create.title')}
      failure={
        !getProblems(creation.error).fields.name &&
        formatFailure(creation.error, t('create.failed'))
      }
      submitLabel={t('create.submit')}
      maxWidth="sm"
      isBlocked={!details.name.trim() || nameField.problem !== undefined}
      isBusy={creation.isPending}
      onSubmit={create}
      onClose={onClose}
    >
      <Stack spacing={2.5}>
        <TemplateChoice value={template} onChange={setTemplate} />
        <DetailsFields
          details={details}
          nameProblem={nameField.problem}
          onChange={change}
          onNameFocus={() => setNameAtFocus(details.name)}
          onNameBlur={() => {
            setNameAtFocus(undefined);
            nameField.onBlur();
          }}
        />
        <AccessField
          workspace={workspace.name}
          value={details.access}
          onChange={chosen => change({ access: chosen })}
        />
      </Stack>
    </FormDialog>
  );
}
