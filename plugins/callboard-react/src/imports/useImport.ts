import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  endpoints,
  ImportResult,
} from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '../api/useCallboardClient';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { getErrorStatus } from '../query/getErrorStatus';
import { getProblems } from '../query/getProblems';
import type { ExistingRows } from './ExistingRows';
import { findFileProblem } from './findFileProblem';
import type { ImportKind } from './ImportKind';
import { callboardImportTranslationRef } from './importTranslation';
import { useFileLimits } from './useFileLimits';

/** Formats the error of a rejected file. */
function useImportProblem(
  kind: ImportKind,
): (error: Error, run: 'check' | 'import') => string {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { size } = useFileLimits(kind);
  return (error, run) => {
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
        return run === 'check'
          ? `${t('problem.failed')} ${getProblems(error).message}`
          : t('problem.importFailed');
    }
  };
}

type ImportAction = 'check' | 'import';

/** The current step of an import. */
type Stand =
  | { step: 'file' }
  | { step: 'preview' | 'result'; result: ImportResult };

/** The state of an import. */
export interface Import {
  stand: Stand;
  file: File | undefined;
  existing: ExistingRows;
  busy: ImportAction | undefined;
  problem: string | undefined;
  choose: (file: File | undefined) => void;
  setExisting: (existing: ExistingRows) => void;
  /** Requests a preview. */
  check: () => void;
  submit: () => void;
  cancel: () => void;
  /** Returns to the file step. */
  goBack: () => void;
  /** Restarts with another file. */
  restart: () => void;
}

/**
 * Runs a file through preview and import. Leaving the page discards the state and cancels running
 * requests.
 */
export function useImport(
  kind: ImportKind,
  slug: string,
  onImported: () => void,
): Import {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const client = useCallboardClient();
  const problemText = useImportProblem(kind);
  const limits = useFileLimits(kind);
  const [stand, setStand] = useState<Stand>({ step: 'file' });
  const [file, setFile] = useState<File>();
  const [existing, setExisting] = useState<ExistingRows>('error');
  const [problem, setProblem] = useState<string>();
  const abort = useRef<AbortController>();
  useEffect(() => () => abort.current?.abort(), []);

  const upload = useMutation({
    mutationFn: (run: ImportAction) => {
      abort.current = new AbortController();
      // All endpoints return the same; those for new rows only accept fewer options.
      return client.call(kind.endpoint as typeof endpoints.importStaff, {
        params: { slug },
        body: {
          dry_run: run === 'check',
          preview: true,
          ...(!kind.hasOnlyNewRows && {
            skip_existing: existing === 'skip',
            update_existing: existing === 'update',
          }),
        },
        file,
        signal: abort.current.signal,
      });
    },
    onMutate: () => setProblem(undefined),
    onSuccess: (result, run) => {
      setStand({ step: run === 'check' ? 'preview' : 'result', result });
      if (run === 'import') {
        onImported();
      }
    },
    onError: (error, run) => {
      if (!abort.current?.signal.aborted) {
        setProblem(problemText(error, run));
      } else if (run === 'import') {
        setProblem(t('problem.stopped'));
        onImported();
      }
    },
  });

  function choose(chosen: File | undefined) {
    const wrong = chosen && findFileProblem(chosen, kind);
    setFile(wrong ? undefined : chosen);
    setProblem(wrong && t(`problem.${wrong}`, limits));
  }
  function goBack() {
    setProblem(undefined);
    setStand({ step: 'file' });
  }
  return {
    stand,
    file,
    existing,
    busy: upload.isPending ? upload.variables : undefined,
    problem,
    choose,
    setExisting,
    check: () => upload.mutate('check'),
    submit: () => upload.mutate('import'),
    cancel: () => abort.current?.abort(),
    goBack,
    restart: () => {
      goBack();
      setFile(undefined);
    },
  };
}
