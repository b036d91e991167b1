import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  endpoints,
  ImportResult,
} from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '../api/useCallboardClient';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ExistingRows } from './ExistingRows';
import { fileProblem } from './fileProblem';
import type { ImportKind } from './ImportKind';
import { callboardImportTranslationRef } from './importTranslation';
import { useFileLimits } from './useFileLimits';
import { useImportProblem } from './useImportProblem';

type Act = 'check' | 'import';

/** Where an import stands: at the file, at its preview or at its result. */
type Stand =
  | { step: 'file' }
  | { step: 'preview' | 'result'; result: ImportResult };

/** An import on its way: what was chosen, where it stands, what is wrong. */
export interface Import {
  stand: Stand;
  file: File | undefined;
  existing: ExistingRows;
  busy: Act | undefined;
  problem: string | undefined;
  choose: (file: File | undefined) => void;
  setExisting: (existing: ExistingRows) => void;
  /** Asks what would become of the rows. */
  check: () => void;
  submit: () => void;
  cancel: () => void;
  /** Back to the file. */
  back: () => void;
  /** From the start, with another file. */
  restart: () => void;
}

/**
 * Takes a file through its check and its import. All of it is forgotten when
 * the page is left, and what is on its way then is stopped.
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
    mutationFn: (act: Act) => {
      abort.current = new AbortController();
      // All of them answer alike; those with new rows only take fewer options.
      return client.call(kind.endpoint as typeof endpoints.importStaff, {
        params: { slug },
        body: {
          dry_run: act === 'check',
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
    onSuccess: (result, act) => {
      setStand({ step: act === 'check' ? 'preview' : 'result', result });
      if (act === 'import') {
        onImported();
      }
    },
    onError: (error, act) => {
      if (!abort.current?.signal.aborted) {
        setProblem(problemText(error, act));
      } else if (act === 'import') {
        setProblem(t('problem.stopped'));
        onImported();
      }
    },
  });

  function choose(chosen: File | undefined) {
    const wrong = chosen && fileProblem(chosen, kind);
    setFile(wrong ? undefined : chosen);
    setProblem(wrong && t(`problem.${wrong}`, limits));
  }
  function back() {
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
    back,
    restart: () => {
      back();
      setFile(undefined);
    },
  };
}
