import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { problemsOf, useNotice } from '@callboard/plugin-callboard-react';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { callboardWebhooksTranslationRef } from '../translation';
import { useRefreshWebhooks } from './useRefreshWebhooks';

/** Does something to a webhook or its deliveries, and says so if it fails. */
export function useWebhookAct<Input, Result>(options: {
  act: (input: Input) => Promise<Result>;
  onDone: (result: Result) => void;
  /** What did not work, in a sentence. */
  failed?: string;
}): UseMutationResult<Result, Error, Input> {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const notify = useNotice();
  const refresh = useRefreshWebhooks();
  return useMutation({
    mutationFn: options.act,
    onSuccess: options.onDone,
    onError: error =>
      notify({
        title: options.failed ?? t('detail.actFailed'),
        description: problemsOf(error).message,
        status: 'danger',
      }),
    // What failed may have failed because what is shown is old.
    onSettled: refresh,
  });
}
