import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FailureAlert,
  getFieldProblems,
  FormDialog,
  formatBytes,
  formatCount,
  getProblems,
  type OwnWorkspace,
  visuallyHidden,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import UploadFileOutlinedIcon from '@mui/icons-material/UploadFileOutlined';
import Button from '@mui/material/Button';
import {
  describeIssue,
  exportedDashboard,
  type ExportedDashboard,
} from '@callboard/plugin-callboard-common';
import { useCreateDashboard } from './useCreateDashboard';
import { buildDashboardHref } from './useDashboardActions';
import {
  AccessField,
  DetailsFields,
  type NewDetails,
  useNameProblem,
} from './DetailsFields';
import { callboardDashboardsListTranslationRef } from './listTranslation';
import { ImportedDialog } from './ImportedDialog';

/** The maximum size of a file, just below the API's limit for a request body (1 MiB). */
const MAX_FILE_BYTES = 1_000_000;

const SUPPORTED_VERSION = 1;

const MAX_REASON_LENGTH = 120;

interface FileProblem {
  /** The path in the file, such as `widgets[3].config.x_axis`; empty for the whole file. */
  field: string;
  reason: string;
}

type DashboardFileResult =
  | { dashboard: ExportedDashboard }
  | { failure: 'tooLarge' | 'unreadable' | 'noJson' | 'noDashboard' | 'newer' }
  | { problems: FileProblem[] };

function formatFieldPath(path: readonly PropertyKey[]): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function getVersion(content: unknown): unknown {
  const isObject =
    typeof content === 'object' && content !== null && !Array.isArray(content);
  return isObject && 'callboard_dashboard' in content
    ? content.callboard_dashboard
    : undefined;
}

/** Truncates a reason, because some reasons list all valid values. */
function truncateReason(reason: string): string {
  return reason.length > MAX_REASON_LENGTH
    ? `${reason.slice(0, MAX_REASON_LENGTH)}…`
    : reason;
}

async function readDashboardFile(
  file: Pick<File, 'size' | 'text'>,
): Promise<DashboardFileResult> {
  if (file.size > MAX_FILE_BYTES) {
    return { failure: 'tooLarge' };
  }
  let text: string;
  try {
    text = await file.text();
  } catch {
    // The file may have been changed or moved since it was chosen.
    return { failure: 'unreadable' };
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { failure: 'noJson' };
  }
  const version = getVersion(content);
  if (version === undefined) {
    return { failure: 'noDashboard' };
  }
  if (typeof version === 'number' && version > SUPPORTED_VERSION) {
    return { failure: 'newer' };
  }
  const { data, error } = exportedDashboard.safeParse(content, {
    error: describeIssue,
  });
  return data
    ? { dashboard: data }
    : {
        problems: (error?.issues ?? []).map(({ path, message }) => ({
          field: formatFieldPath(path),
          reason: truncateReason(message),
        })),
      };
}

function FileField(props: {
  fileName: string | undefined;
  onChoose: (file: File) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { fileName, onChoose } = props;
  const input = useRef<HTMLInputElement>(null);
  const [isDraggedOver, setDraggedOver] = useState(false);
  return (
    <Box
      onDragOver={event => {
        event.preventDefault();
        setDraggedOver(true);
      }}
      onDragLeave={() => setDraggedOver(false)}
      onDrop={event => {
        event.preventDefault();
        setDraggedOver(false);
        const [dropped] = event.dataTransfer.files;
        if (dropped) {
          onChoose(dropped);
        }
      }}
      sx={{
        position: 'relative',
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        gap: 1,
        p: 2,
        textAlign: 'center',
        typography: 'body2',
        border: 2,
        borderStyle: 'dashed',
        borderRadius: 1,
        borderColor: isDraggedOver ? 'primary.main' : 'divider',
        bgcolor: isDraggedOver ? 'action.hover' : undefined,
      }}
    >
      <UploadFileOutlinedIcon aria-hidden color="action" />
      <Box sx={{ maxWidth: '100%', overflowWrap: 'anywhere' }}>
        {fileName ?? t('import.drop')}
      </Box>
      <Button
        variant="outlined"
        size="small"
        onClick={() => input.current?.click()}
      >
        {t(fileName ? 'import.other' : 'import.choose')}
      </Button>
      <Box
        component="input"
        ref={input}
        type="file"
        tabIndex={-1}
        aria-label={t('import.file')}
        accept=".json,application/json"
        onChange={event => {
          const field = event.target as HTMLInputElement;
          const file = field.files?.[0];
          // Without the reset, choosing the same file again would not trigger `onChange`.
          field.value = '';
          if (file) {
            onChoose(file);
          }
        }}
        sx={visuallyHidden}
      />
    </Box>
  );
}

const MAX_SHOWN_PROBLEMS = 10;

function FileProblems(props: {
  fileName: string;
  problems: readonly FileProblem[];
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { fileName, problems } = props;
  const hiddenCount = problems.length - MAX_SHOWN_PROBLEMS;
  return (
    <Alert severity="error" sx={{ overflowWrap: 'anywhere' }}>
      {t('import.problems', { count: problems.length, name: fileName })}
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2 }}>
        {problems
          .slice(0, MAX_SHOWN_PROBLEMS)
          .map(({ field, reason }, index) => (
            <li key={index}>
              {field && <code>{field}</code>} {reason}
            </li>
          ))}
        {hiddenCount > 0 && (
          <li>{t('import.more', { formatted: formatCount(hiddenCount) })}</li>
        )}
      </Box>
    </Alert>
  );
}

/**
 * Creates a dashboard from a file, and opens it. If filter values of the file have no unique match
 * in this workspace, lists them before the dashboard opens.
 */
export function ImportDashboardDialog(props: {
  workspace: OwnWorkspace;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { workspace, onClose } = props;
  const navigate = useNavigate();
  const [selectedFile, setSelectedFile] = useState<{
    file: File;
    result: DashboardFileResult;
  }>();
  const [details, setDetails] = useState<NewDetails>({
    name: '',
    description: '',
    access: 'private',
  });
  const latestFile = useRef<File>();
  const nameField = useNameProblem(workspace.slug, details);
  const creation = useCreateDashboard(workspace);
  const readResult = selectedFile?.result;
  const dashboard =
    readResult && 'dashboard' in readResult ? readResult.dashboard : undefined;
  const fileName = selectedFile?.file.name ?? '';
  const change = (patch: Partial<NewDetails>) =>
    setDetails({ ...details, ...patch });
  const open = (id: string) => navigate(buildDashboardHref(id, workspace.slug));

  async function chooseFile(pickedFile: File) {
    latestFile.current = pickedFile;
    const result = await readDashboardFile(pickedFile);
    // The user may have chosen another file since.
    if (latestFile.current !== pickedFile) {
      return;
    }
    creation.reset();
    setSelectedFile({ file: pickedFile, result });
    if ('dashboard' in result) {
      change({
        name: result.dashboard.name,
        description: result.dashboard.description ?? '',
      });
    }
  }

  const importDashboard = () =>
    dashboard &&
    creation.mutate(
      { content: dashboard, details },
      {
        onSuccess: ({ id, unresolved }) => unresolved.length === 0 && open(id),
        onError: error =>
          getProblems(error).fields.name && nameField.markTaken(),
      },
    );

  const created = creation.data;
  if (created && created.unresolved.length > 0) {
    return (
      <ImportedDialog
        created={created}
        onOpen={() => open(created.id)}
        onClose={onClose}
      />
    );
  }
  const fileProblems = getFieldProblems(creation.error).map(
    ({ field, reason }) => ({
      field: field.replace(/^body\.?/, ''),
      reason,
    }),
  );
  return (
    <FormDialog
      title={t('import.title')}
      hint={t('import.hint')}
      submitLabel={t('import.submit')}
      maxWidth="sm"
      isBlocked={
        !dashboard || !details.name.trim() || nameField.problem !== undefined
      }
      isBusy={creation.isPending}
      onSubmit={importDashboard}
      onClose={onClose}
    >
      <Stack spacing={2.5}>
        <FileField fileName={selectedFile?.file.name} onChoose={chooseFile} />
        {readResult && 'failure' in readResult && (
          <Alert severity="error" sx={{ overflowWrap: 'anywhere' }}>
            {t(`import.${readResult.failure}`, {
              name: fileName,
              size: formatBytes(selectedFile.file.size),
              limit: formatBytes(MAX_FILE_BYTES),
            })}
          </Alert>
        )}
        {readResult && 'problems' in readResult && (
          <FileProblems fileName={fileName} problems={readResult.problems} />
        )}
        {creation.error && fileProblems.length > 0 && (
          <FileProblems fileName={fileName} problems={fileProblems} />
        )}
        {fileProblems.length === 0 && (
          <FailureAlert title={t('import.failed')} error={creation.error} />
        )}
        {dashboard && (
          <>
            <Box sx={{ color: 'text.secondary', typography: 'body2' }}>
              {t('import.widgets', {
                count: dashboard.widgets.length,
                formatted: formatCount(dashboard.widgets.length),
              })}
            </Box>
            <DetailsFields
              details={details}
              nameProblem={nameField.problem}
              onChange={change}
              onNameBlur={nameField.onBlur}
            />
            <AccessField
              workspace={workspace.name}
              value={details.access}
              onChange={access => change({ access })}
            />
          </>
        )}
      </Stack>
    </FormDialog>
  );
}
