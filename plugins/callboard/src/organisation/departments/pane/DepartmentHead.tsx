import { useTranslationRef } from '@backstage/frontend-plugin-api';
import AddIcon from '@mui/icons-material/Add';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import DriveFileMoveOutlinedIcon from '@mui/icons-material/DriveFileMoveOutlined';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import Breadcrumbs from '@mui/material/Breadcrumbs';
import { permissions } from '@callboard/plugin-callboard-common';
import {
  oneLine,
  Row,
  TooltipIconButton,
} from '@callboard/plugin-callboard-react';
import { useAdminRight } from '../../../shared/useRights';
import { DepartmentLink, InactiveBadge } from '../DepartmentLabels';
import { useDepartments } from '../DepartmentsContext';
import type { DepartmentEntry } from '../useDepartmentTree';
import { callboardDepartmentsTranslationRef } from '../translation';

/** Shortens long names of ancestors, which would push the department's own name down. */
const shortened = {
  display: 'block',
  maxWidth: '28ch',
  ...oneLine,
} as const;

function DepartmentPath(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const ancestors = props.entry.path.slice(0, -1);
  return ancestors.length > 0 ? (
    <Breadcrumbs
      aria-label={t('pane.above')}
      sx={{ typography: 'body2', mb: 0.5, '& a': shortened }}
    >
      {ancestors.map(({ id, name }) => (
        <DepartmentLink key={id} id={id} name={name} />
      ))}
    </Breadcrumbs>
  ) : null;
}

function Actions(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { canEdit, openDialog, workspace } = useDepartments();
  const { slug } = workspace;
  const canCreate = useAdminRight(permissions.department.create, slug);
  const canDelete = useAdminRight(permissions.department.delete, slug);
  const department = props.entry.node;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
      {canEdit && (
        <>
          <Button
            size="small"
            startIcon={<EditOutlinedIcon />}
            onClick={() => openDialog({ kind: 'edit', department })}
          >
            {t('edit.open')}
          </Button>
          <Button
            size="small"
            startIcon={<DriveFileMoveOutlinedIcon />}
            onClick={() => openDialog({ kind: 'move', department })}
          >
            {t('move.open')}
          </Button>
        </>
      )}
      {canCreate && (
        <TooltipIconButton
          label={t('create.descendants', { name: department.name })}
          icon={<AddIcon fontSize="small" />}
          onClick={() =>
            openDialog({ kind: 'create', parentId: department.id })
          }
        />
      )}
      {canDelete && (
        <TooltipIconButton
          label={t('remove.open', { name: department.name })}
          icon={<DeleteOutlineIcon fontSize="small" />}
          onClick={() => openDialog({ kind: 'delete', department })}
        />
      )}
    </Box>
  );
}

export function DepartmentHead(props: { entry: DepartmentEntry }) {
  const { node } = props.entry;
  return (
    <Box component="header">
      <DepartmentPath entry={props.entry} />
      <Row rowGap={0.5} columnGap={1.5}>
        <Typography
          variant="h5"
          component="h2"
          sx={{
            m: 0,
            overflowWrap: 'anywhere',
            color: node.is_active ? undefined : 'text.secondary',
          }}
        >
          {node.name}
        </Typography>
        {!node.is_active && <InactiveBadge />}
        <Box sx={{ flex: 1 }} />
        <Actions entry={props.entry} />
      </Row>
      {node.description && (
        <Typography
          variant="body2"
          color="text.secondary"
          sx={{ mt: 0.5, maxWidth: '80ch', whiteSpace: 'pre-line' }}
        >
          {node.description}
        </Typography>
      )}
    </Box>
  );
}
