import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  endpoints,
  ImportResult,
} from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '../query/useCallboardClient';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, useMemo } from 'react';
import { getErrorStatus, getProblems } from '../query/getProblems';
import { formatBytes } from '../text/formatNumbers';
import { callboardImportTranslationRef } from './importTranslation';

export const IMPORT_EXTENSIONS = ['.csv', '.xlsx', '.txt', '.tsv'];

export function findFileProblem(
  file: Pick<File, 'name' | 'size'>,
  kind: Pick<ImportKind, 'endpoint'>,
): 'type' | 'empty' | 'tooLarge' | undefined {
  const name = file.name.toLowerCase();
  if (!IMPORT_EXTENSIONS.some(extension => name.endsWith(extension))) {
    return 'type';
  }
  if (file.size === 0) {
    return 'empty';
  }
  const limit = kind.endpoint.upload?.maxBytes;
  return limit !== undefined && file.size > limit ? 'tooLarge' : undefined;
}

const MEBIBYTE = 1024 * 1024;
const MEGABYTE = 1_000_000;

/** The accepted file types and maximum size; a limit of 10 MiB is shown as "10 MB". */
export function useFileLimits(kind: ImportKind): {
  types: string;
  size: string;
} {
  return useMemo(
    () => ({
      types: IMPORT_EXTENSIONS.map(extension =>
        extension.slice(1).toUpperCase(),
      ).join(', '),
      size: formatBytes(
        ((kind.endpoint.upload?.maxBytes ?? 0) / MEBIBYTE) * MEGABYTE,
      ),
    }),
    [kind],
  );
}

export const existingRowsOptions = ['error', 'skip', 'update'] as const;

export type ExistingRows = (typeof existingRowsOptions)[number];

/** A column that a file can have. @public */
export interface ImportColumn {
  /** The name as in the header row of the file. */
  name: string;
  hint: string;
  isRequired?: boolean;
}

/** An importable resource type: its endpoint and the format of its files. @public */
export interface ImportKind {
  endpoint:
    | typeof endpoints.importStaff
    | typeof endpoints.importDepartments
    | typeof endpoints.importWorklogs
    | typeof endpoints.importWorkItems;
  /** Further form fields, such as a mapping. A new object marks the preview as outdated. */
  fields?: Readonly<Record<string, unknown>>;
  /**
   * Whether to show a mapping step before the preview, because columns or names in the file must or
   * can be mapped. Called again after the mapping step, with the result from before that step as
   * `previous`. If this call returns true, the step repeats.
   */
  needsMapping?: (result: ImportResult, previous?: ImportResult) => boolean;
  /** Called when the user chooses another file: the current mapping may not apply to it. */
  onChoose?: () => void;
  /** Whether the endpoint has no options for existing rows; the page then offers none. */
  hasOnlyNewRows?: boolean;
  columns: readonly ImportColumn[];
  /** Whether the preview orders the columns as the response does, not as `columns` does. */
  keepsColumnOrder?: boolean;
  maxRows: number;
  /** Prefix for the names of files that the wizard saves, such as `people`. */
  fileName: string;
}

function useImportProblem(
  kind: ImportKind,
): (error: Error, action: ImportAction) => string {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { size } = useFileLimits(kind);
  return (error, action) => {
    switch (getErrorStatus(error)) {
      case 413:
        return t('problem.tooLarge', { size });
      case 400: {
        const { fields, message } = getProblems(error);
        return fields.file
          ? t('problem.refused', { reason: fields.file })
          : `${t('problem.unreadable')} ${message}`;
      }
      case 403:
        return t('problem.noAccess');
      default:
        return action === 'check'
          ? `${t('problem.failed')} ${getProblems(error).message}`
          : t('problem.importFailed');
    }
  };
}

type ImportAction = 'check' | 'import';

type CurrentStep =
  | {
      step: 'file';
      hasReturned: boolean;
    }
  | { step: 'map' | 'preview' | 'result'; result: ImportResult };

export interface Import {
  current: CurrentStep;
  file: File | undefined;
  existing: ExistingRows;
  busy: ImportAction | undefined;
  problem: string | undefined;
  isOutdated: boolean;
  choose: (file: File | undefined) => void;
  setExisting: (existing: ExistingRows) => void;
  check: () => void;
  submit: () => void;
  cancel: () => void;
  goBack: () => void;
  restart: () => void;
}

/** Runs a file through preview and import. Leaving the page cancels running requests. */
export function useImport(
  kind: ImportKind,
  slug: string,
  onImported: () => void,
): Import {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const client = useCallboardClient();
  const formatProblem = useImportProblem(kind);
  const limits = useFileLimits(kind);
  const [current, setCurrent] = useState<CurrentStep>({
    step: 'file',
    hasReturned: false,
  });
  const [file, setFile] = useState<File>();
  const [existing, setExisting] = useState<ExistingRows>('error');
  const [problem, setProblem] = useState<string>();
  const [hasMapStep, setHasMapStep] = useState(false);
  const [checkedFields, setCheckedFields] = useState(kind.fields);
  const abort = useRef<AbortController>();
  useEffect(() => () => abort.current?.abort(), []);

  function findNextStep(
    result: ImportResult,
    action: ImportAction,
  ): 'map' | 'preview' | 'result' {
    if (action === 'import') {
      return 'result';
    }
    const previous = current.step === 'map' ? current.result : undefined;
    const needsMapping =
      current.step !== 'preview' &&
      (kind.needsMapping?.(result, previous) ?? false);
    if (current.step === 'file') {
      setHasMapStep(needsMapping);
    }
    return needsMapping ? 'map' : 'preview';
  }

  const upload = useMutation({
    mutationFn: (action: ImportAction) => {
      abort.current = new AbortController();
      // All endpoints have the same response. Those with `hasOnlyNewRows` accept fewer options.
      return client.call(kind.endpoint as typeof endpoints.importStaff, {
        params: { slug },
        body: {
          dry_run: action === 'check',
          preview: true,
          ...kind.fields,
          ...(!kind.hasOnlyNewRows && {
            skip_existing: existing === 'skip',
            update_existing: existing === 'update',
          }),
        },
        file,
        signal: abort.current.signal,
      });
    },
    onMutate: () => {
      setProblem(undefined);
      setCheckedFields(kind.fields);
    },
    onSuccess: (result, action) => {
      setCurrent({ step: findNextStep(result, action), result });
      if (action === 'import') {
        onImported();
      }
    },
    onError: (error, action) => {
      if (!abort.current?.signal.aborted) {
        setProblem(formatProblem(error, action));
      } else if (action === 'import') {
        setProblem(t('problem.stopped'));
        onImported();
      }
    },
  });

  function start(action: ImportAction) {
    if (!upload.isPending) {
      upload.mutate(action);
    }
  }
  function choose(newFile: File | undefined) {
    const fileProblem = newFile && findFileProblem(newFile, kind);
    kind.onChoose?.();
    setFile(fileProblem ? undefined : newFile);
    setProblem(fileProblem && t(`problem.${fileProblem}`, limits));
  }
  function openFileStep() {
    setProblem(undefined);
    setCurrent({ step: 'file', hasReturned: true });
  }
  function goBack() {
    openFileStep();
    if (current.step === 'preview' && hasMapStep) {
      setCurrent({ step: 'map', result: current.result });
    }
  }
  return {
    current,
    file,
    existing,
    busy: upload.isPending ? upload.variables : undefined,
    problem,
    isOutdated: kind.fields !== checkedFields,
    choose,
    setExisting,
    check: () => start('check'),
    submit: () => start('import'),
    cancel: () => abort.current?.abort(),
    goBack,
    restart: () => {
      openFileStep();
      setFile(undefined);
    },
  };
}
