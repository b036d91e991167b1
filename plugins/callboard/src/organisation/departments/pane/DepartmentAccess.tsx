import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type Department,
  type DepartmentLink,
  endpoints,
  newDepartmentLink,
  type NewDepartmentLink,
  permissions,
  type Workspace,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  type DataTableColumn,
  EmptyState,
  EntityLink,
  FormDialog,
  getErrorStatus,
  getProblems,
  LoadingState,
  ProjectPicker,
  QueryState,
  RelativeTime,
  TooltipIconButton,
  useEndpointMutation,
  useEndpointPages,
  useFirstSteps,
  useWholeList,
  ValuePicker,
} from '@callboard/plugin-callboard-react';
import AddLinkIcon from '@mui/icons-material/AddLink';
import LinkOffIcon from '@mui/icons-material/LinkOff';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useAdminRight, useRights } from '../../../shared/useRights';
import { organisationEndpoints } from '../../useRefreshOrganisation';
import { useDepartments } from '../DepartmentsContext';
import { useDepartmentErrorFormatter } from '../forms/DepartmentFormValues';
import { callboardDepartmentsTranslationRef } from '../translation';
import type { DepartmentEntry } from '../useDepartmentTree';

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

function LinkDialog(props: { department: Department; onClose: () => void }) {
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

const LABEL_ID = 'callboard-unlink-people';

function UnlinkDialog(props: {
  department: Department;
  link: DepartmentLink;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { department, link } = props;
  const { slug } = useDepartments().workspace;
  const formatError = useDepartmentErrorFormatter();
  const [keepsMembers, setKeepsMembers] = useState(false);
  const names = { department: department.name, name: link.name };
  const unlinkMutation = useEndpointMutation(endpoints.unlinkDepartment, {
    toRequest: () => ({
      params: { slug, id: department.id, link_id: link.id },
      query: keepsMembers ? { keep_members: true } : {},
    }),
    invalidates: organisationEndpoints,
    toSuccessTitle: () => t('unlink.done', names),
    onSuccess: props.onClose,
  });
  return (
    <FormDialog
      title={t('unlink.title', names)}
      submitLabel={t('unlink.submit')}
      submitColor="error"
      failure={
        unlinkMutation.error &&
        `${t('unlink.failed')} ${formatError(unlinkMutation.error)}`
      }
      isBusy={unlinkMutation.isPending}
      onSubmit={() => unlinkMutation.mutate()}
      onClose={props.onClose}
    >
      <FormControl>
        <FormLabel id={LABEL_ID} sx={{ mb: 1, typography: 'body2' }}>
          {t('unlink.people', names)}
        </FormLabel>
        <RadioGroup
          aria-labelledby={LABEL_ID}
          sx={{ gap: 1 }}
          value={keepsMembers ? 'keep' : 'take'}
          onChange={(_, choice) => setKeepsMembers(choice === 'keep')}
        >
          {(['take', 'keep'] as const).map(choice => (
            <FormControlLabel
              key={choice}
              value={choice}
              control={<Radio size="small" />}
              label={t(`unlink.${choice}`)}
              slotProps={{ typography: { variant: 'body2' } }}
            />
          ))}
        </RadioGroup>
      </FormControl>
    </FormDialog>
  );
}

function useLinkColumns(options: {
  /** Absent without the permission to remove links. */
  onUnlink?: (link: DepartmentLink) => void;
}): DataTableColumn<DepartmentLink>[] {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { onUnlink } = options;
  return useMemo(() => {
    const columns: Array<DataTableColumn<DepartmentLink> | false> = [
      {
        id: 'name',
        header: t('access.to'),
        width: 'minmax(160px, 2fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <EntityLink
            type={original.project_id ? 'project' : 'workspace'}
            id={original.entity_ref}
            label={original.name}
          />
        ),
      },
      {
        id: 'kind',
        header: t('access.kind'),
        width: '120px',
        cell: ({ row: { original } }) =>
          original.project_id ? t('access.project') : t('access.workspace'),
      },
      {
        id: 'since',
        header: t('access.since'),
        width: '136px',
        cell: ({ row }) => <RelativeTime instant={row.original.created_at} />,
      },
      onUnlink !== undefined && {
        id: 'actions',
        header: t('access.actions'),
        width: '72px',
        align: 'end',
        cell: ({ row: { original } }) => (
          <TooltipIconButton
            label={t('unlink.openName', { name: original.name })}
            tooltip={t('unlink.open')}
            icon={<LinkOffIcon fontSize="small" />}
            onClick={() => onUnlink(original)}
          />
        ),
      },
    ];
    return columns.filter(column => column !== false);
  }, [t, onUnlink]);
}

export function DepartmentAccess(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { node } = props.entry;
  const { workspace } = useDepartments();
  const { slug } = workspace;
  const canLink = useAdminRight(permissions.departmentLink.create, slug);
  const canUnlink = useAdminRight(permissions.departmentLink.delete, slug);
  const list = useEndpointPages(endpoints.listDepartmentLinks, {
    params: { slug, id: node.id },
  });
  const [isAdding, setAdding] = useState(false);
  const [linkToRemove, setLinkToRemove] = useState<DepartmentLink>();
  const columns = useLinkColumns({
    onUnlink: canUnlink ? setLinkToRemove : undefined,
  });
  const addButton = canLink && (
    <Button
      variant="outlined"
      startIcon={<AddLinkIcon />}
      onClick={() => setAdding(true)}
      sx={{ alignSelf: 'start' }}
    >
      {t('access.add')}
    </Button>
  );
  return (
    <Stack spacing={2}>
      <QueryState
        query={list}
        loading={<LoadingState rows={3} rowHeight={40} />}
      >
        {({ items, total }) =>
          items.length > 0 ? (
            <>
              <Typography variant="body2" color="text.secondary">
                {t('access.intro')}
              </Typography>
              <DataTable
                label={t('access.label', { name: node.name })}
                columns={columns}
                rows={items}
                rowHeight={48}
                total={total}
                pages={list}
              />
              {addButton}
            </>
          ) : (
            <EmptyState title={t('access.empty')} action={addButton}>
              {canLink ? t('access.emptyHint') : t('access.emptyHintReader')}
            </EmptyState>
          )
        }
      </QueryState>
      {isAdding && (
        <LinkDialog department={node} onClose={() => setAdding(false)} />
      )}
      {linkToRemove && (
        <UnlinkDialog
          department={node}
          link={linkToRemove}
          onClose={() => setLinkToRemove(undefined)}
        />
      )}
    </Stack>
  );
}
