import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  problemsOf,
  statusOf,
  useNotice,
} from '@callboard/plugin-callboard-react';
import { useMutation } from '@tanstack/react-query';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';
import { useStaffProblem } from '../shared/useStaffProblem';

/** Does something to one person, and says what became of it. */
export function useStaffAct<Input, Result>(options: {
  act: (input: Input) => Promise<Result>;
  /** What to say once it is done. */
  done: (result: Result) => string;
  onDone: () => void;
  /** The fields that can show what is wrong with them. */
  fields?: readonly string[];
}): {
  run: (input: Input) => void;
  isBusy: boolean;
  /** Why nothing was done, where it is about no field. */
  problem: string | undefined;
  /** What is wrong with a field, by its name in the API. */
  fieldProblems: Record<string, string>;
} {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const notify = useNotice();
  const refresh = useRefreshOrganisation();
  const problemText = useStaffProblem();
  const { mutate, isPending, error } = useMutation({
    mutationFn: options.act,
    onSuccess: result => {
      notify({ title: options.done(result), status: 'success' });
      options.onDone();
      refresh();
    },
    onError: failure => {
      // What is shown is no longer how it is.
      if ([404, 412].includes(statusOf(failure) ?? 0)) {
        refresh();
      }
    },
  });
  const fieldProblems = error ? problemsOf(error).fields : {};
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
