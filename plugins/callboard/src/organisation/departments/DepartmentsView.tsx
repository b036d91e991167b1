import { useTranslationRef, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ExportButton,
  type OwnWorkspace,
  Row,
  SearchField,
  ShortcutsHelp,
  useCallboardClient,
  usePermissionAnswer,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import AddIcon from '@mui/icons-material/Add';
import ApartmentOutlinedIcon from '@mui/icons-material/ApartmentOutlined';
import Button from '@mui/material/Button';
import { endpoints, permissions } from '@callboard/plugin-callboard-common';
import AccountTreeOutlinedIcon from '@mui/icons-material/AccountTreeOutlined';
import SegmentOutlinedIcon from '@mui/icons-material/SegmentOutlined';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import FileUploadOutlinedIcon from '@mui/icons-material/FileUploadOutlined';
import { Link as RouterLink } from 'react-router-dom';
import { importDepartmentsRouteRef } from '../../routes';
import { reserveSpace, useAdminRight, useRights } from '../../shared/useRights';
import {
  type DepartmentDialog,
  DepartmentsContext,
  type DepartmentsPage,
  useDepartments,
  useDepartmentsUrlState,
  type DepartmentsLayout,
  useExpansion,
  useIsNarrow,
  type SearchResultsHandle,
} from './DepartmentsContext';
import { ChartLayout } from './chart/ChartLayout';
import { useLiveOrganisation } from '../useRefreshOrganisation';
import { type Move, useMoves } from './useMoves';
import {
  CreateDepartmentDialog,
  EditDepartmentDialog,
} from './forms/DepartmentDialogs';
import { DeleteDepartmentDialog } from './forms/DeleteDepartmentDialog';
import { MoveDialog } from './forms/MoveDialog';
import type { DepartmentIndex } from './useDepartmentTree';
import { searchTree } from './treeRows';
import { callboardDepartmentsTranslationRef } from './translation';
import { TreeLayout } from './tree/TreePanel';

/** Links to the import of departments; renders nothing for people who are not admins. */
function ImportLink() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { slug } = useDepartments().workspace;
  const getPath = useRouteRef(importDepartmentsRouteRef);
  const { isAdminOf } = useRights();
  const canImport = usePermissionAnswer(permissions.department.import, slug);
  return getPath && isAdminOf(slug) ? (
    <Button
      component={RouterLink}
      to={`${getPath()}?${new URLSearchParams({ workspace: slug })}`}
      variant="outlined"
      startIcon={<FileUploadOutlinedIcon />}
      sx={reserveSpace(canImport)}
    >
      {t('import.open')}
    </Button>
  ) : null;
}

const formats = ['xlsx', 'csv'] as const;

const layoutButtonStyle = { gap: 0.75, px: 1, height: 36 } as const;

function LayoutToggle() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { layout, setLayout } = useDepartments().urlState;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={layout}
      aria-label={t('look.label')}
      onChange={(_, chosen: DepartmentsLayout | null) =>
        chosen && setLayout(chosen)
      }
    >
      <ToggleButton value="tree" sx={layoutButtonStyle}>
        <SegmentOutlinedIcon fontSize="small" />
        {t('look.tree')}
      </ToggleButton>
      <ToggleButton value="chart" sx={layoutButtonStyle}>
        <AccountTreeOutlinedIcon fontSize="small" />
        {t('look.chart')}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}

function DepartmentsExport() {
  const client = useCallboardClient();
  const { workspace, index, matches, urlState } = useDepartments();
  const { slug } = workspace;
  return (
    <ExportButton
      downloadKey={`departments/${slug}`}
      fallbackName={`departments_${slug}`}
      formats={formats}
      rows={matches ? matches.found.size : index.entries.size}
      open={(format, signal) =>
        client.fetch(
          format === 'csv'
            ? endpoints.exportDepartmentsCsv
            : endpoints.exportDepartmentsXlsx,
          { params: { slug }, query: { search: urlState.search }, signal },
        )
      }
    />
  );
}

function DepartmentsToolbar(props: {
  workspacePicker: ReactNode;
  resultsHandle: RefObject<SearchResultsHandle>;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { resultsHandle } = props;
  const { workspace, openDialog, urlState } = useDepartments();
  const { search = '' } = urlState;
  const { isAdminOf } = useRights();
  const canCreate = usePermissionAnswer(
    permissions.department.create,
    workspace.slug,
  );
  /** The text that the viewer has submitted. Once it is the search, its results get the focus. */
  const [submittedText, setSubmittedText] = useState<string>();
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      setSubmittedText((event.target as HTMLInputElement).value.trim());
    }
  }
  useEffect(() => {
    if (submittedText === search) {
      setSubmittedText(undefined);
      resultsHandle.current?.focusMatch();
    }
  }, [submittedText, search, resultsHandle]);
  return (
    <Row gap={1.5}>
      {props.workspacePicker}
      <SearchField
        label={t('search.label')}
        placeholder={t('search.hint')}
        value={urlState.search}
        onChange={urlState.setSearch}
        onKeyDown={onKeyDown}
      />
      <LayoutToggle />
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, ml: { sm: 'auto' } }}
      >
        <DepartmentsExport />
        <ImportLink />
        {isAdminOf(workspace.slug) && (
          <Button
            variant="contained"
            startIcon={<AddIcon />}
            sx={reserveSpace(canCreate)}
            onClick={() => openDialog({ kind: 'create', parentId: null })}
          >
            {t('create.open')}
          </Button>
        )}
      </Box>
    </Row>
  );
}

function DepartmentDialogs(props: {
  dialog: DepartmentDialog;
  onMove: (move: Move) => void;
  onClose: () => void;
}) {
  const { dialog, onMove, onClose } = props;
  switch (dialog.kind) {
    case 'create':
      return (
        <CreateDepartmentDialog parentId={dialog.parentId} onClose={onClose} />
      );
    case 'edit':
      return (
        <EditDepartmentDialog
          department={dialog.department}
          onClose={onClose}
        />
      );
    case 'delete':
      return (
        <DeleteDepartmentDialog
          department={dialog.department}
          onClose={onClose}
        />
      );
    default:
      return (
        <MoveDialog
          department={dialog.department}
          to={dialog.to}
          onMove={onMove}
          onClose={onClose}
        />
      );
  }
}

/** The empty state: the purpose of departments, and buttons to create or import them. */
function NoDepartments() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { openDialog, workspace } = useDepartments();
  const canCreate = useAdminRight(
    permissions.department.create,
    workspace.slug,
  );
  return (
    <EmptyState
      icon={<ApartmentOutlinedIcon />}
      title={t('empty.title', { workspace: workspace.name })}
      action={
        canCreate && (
          <Stack direction="row" spacing={1.5}>
            <Button
              variant="contained"
              startIcon={<AddIcon />}
              onClick={() => openDialog({ kind: 'create', parentId: null })}
            >
              {t('create.open')}
            </Button>
            <ImportLink />
          </Stack>
        )
      }
    >
      {canCreate ? t('empty.hint') : t('empty.hintReader')}
    </EmptyState>
  );
}

/** The approximate number of departments that fit on a screen. A chart needs more space. */
const MAX_VISIBLE_DEPARTMENTS = { tree: 40, chart: 12 };

export function DepartmentsView(props: {
  workspace: OwnWorkspace;
  index: DepartmentIndex;
  workspacePicker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { workspace, index } = props;
  const canEdit = useAdminRight(permissions.department.update, workspace.slug);
  const urlState = useDepartmentsUrlState();
  const expansion = useExpansion(
    index,
    urlState.selectedId,
    MAX_VISIBLE_DEPARTMENTS[urlState.layout],
  );
  const matches = useMemo(
    () => searchTree(index, urlState.search),
    [index, urlState.search],
  );
  const [dialog, setDialog] = useState<DepartmentDialog>();
  const moves = useMoves(workspace.slug);
  useLiveOrganisation(workspace);
  const resultsHandle = useRef<SearchResultsHandle>(null);
  const page: DepartmentsPage = useMemo(
    () => ({
      workspace,
      index,
      canEdit,
      urlState,
      expansion,
      matches,
      openDialog: setDialog,
    }),
    [workspace, index, canEdit, urlState, expansion, matches],
  );
  function move(requested: Move) {
    const targetPath = index.entries.get(requested.parentId ?? '')?.path ?? [];
    // Expands the target, so that the moved department stays visible.
    expansion.setExpanded(
      targetPath.map(({ id }) => id),
      true,
    );
    moves.move(requested);
  }
  const isEmpty = index.entries.size === 0;
  // On narrow screens, the department replaces the tree and the toolbar.
  const isTreeReplaced = useIsNarrow() && urlState.selectedId !== undefined;
  const Layout = urlState.layout === 'chart' ? ChartLayout : TreeLayout;
  return (
    <DepartmentsContext.Provider value={page}>
      <Stack spacing={2}>
        {isEmpty && <Box sx={{ display: 'flex' }}>{props.workspacePicker}</Box>}
        {!isEmpty && !isTreeReplaced && (
          <DepartmentsToolbar
            workspacePicker={props.workspacePicker}
            resultsHandle={resultsHandle}
          />
        )}
        {moves.problem && (
          <Alert severity="error" onClose={moves.dismiss}>
            {moves.problem}
          </Alert>
        )}
        {isEmpty ? <NoDepartments /> : <Layout resultsHandle={resultsHandle} />}
        <ShortcutsHelp
          standardShortcuts={['search', 'move']}
          more={[
            ['← →', t('shortcuts.expand')],
            ['Enter', t('shortcuts.select')],
            ...(canEdit ? [['m', t('shortcuts.move')] as const] : []),
          ]}
        />
        {dialog && (
          <DepartmentDialogs
            dialog={dialog}
            onMove={move}
            onClose={() => setDialog(undefined)}
          />
        )}
      </Stack>
    </DepartmentsContext.Provider>
  );
}
