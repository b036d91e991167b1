import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getProblems,
  getErrorStatus,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useMutation } from '@tanstack/react-query';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';
import { useFormatStaffError } from '../shared/useFormatStaffError';

/** Runs an action on one person and reports the result. */
export function useStaffAction<Input, Result>(options: {
  run: (input: Input) => Promise<Result>;
  /** Formats the success message. */
  done: (result: Result) => string;
  onDone: () => void;
  /** The fields that can show their own errors. */
  fields?: readonly string[];
}): {
  run: (input: Input) => void;
  isBusy: boolean;
  /** The error, unless it belongs to a field. */
  problem: string | undefined;
  /** Errors by the field's name in the API. */
  fieldProblems: Record<string, string>;
} {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const notify = useToast();
  const refresh = useRefreshOrganisation();
  const problemText = useFormatStaffError();
  const { mutate, isPending, error } = useMutation({
    mutationFn: options.run,
    onSuccess: result => {
      notify({ title: options.done(result), status: 'success' });
      options.onDone();
      refresh();
    },
    onError: failure => {
      // The displayed data are out of date.
      if ([404, 412].includes(getErrorStatus(failure) ?? 0)) {
        refresh();
      }
    },
  });
  const fieldProblems = error ? getProblems(error).fields : {};
  const named = Object.keys(fieldProblems);
  const isAboutFields =
    named.length > 0 && named.every(name => options.fields?.includes(name));
  return {
    run: mutate,
    isBusy: isPending,
    problem:
      error && !isAboutFields
        ? `${t('act.failed')} ${problemText(error)}`
        : undefined,
    fieldProblems,
  };
}
