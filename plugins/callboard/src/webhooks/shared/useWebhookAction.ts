import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getProblems, useToast } from '@callboard/plugin-callboard-react';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { callboardWebhooksTranslationRef } from '../translation';
import { useRefreshWebhooks } from './useRefreshWebhooks';

/** Runs an action on a webhook or its deliveries, and reports errors. */
export function useWebhookAction<Input, Result>(options: {
  run: (input: Input) => Promise<Result>;
  onDone: (result: Result) => void;
  /** The title of the error message. */
  failed?: string;
}): UseMutationResult<Result, Error, Input> {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const notify = useToast();
  const refresh = useRefreshWebhooks();
  return useMutation({
    mutationFn: options.run,
    onSuccess: options.onDone,
    onError: error =>
      notify({
        title: options.failed ?? t('detail.actFailed'),
        description: getProblems(error).message,
        status: 'danger',
      }),
    // An error may mean that the displayed data are out of date.
    onSettled: refresh,
  });
}
