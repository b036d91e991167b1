import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type RetentionRule,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  formatCount,
  getProblems,
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callboardPrivacyTranslationRef } from '../translation';

/** Shows how many rows new rules would delete, before they are saved. */
export function ConfirmRules(props: {
  rules: RetentionRule[];
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const { rules, onClose } = props;
  const preview = useQuery({
    queryKey: ['callboard', 'retention-preview', rules],
    gcTime: 0,
    queryFn: ({ signal }) =>
      client.call(endpoints.previewRetention, { body: { rules }, signal }),
  });
  const saving = useMutation({
    mutationFn: () => client.call(endpoints.setRetention, { body: { rules } }),
    onSuccess: saved => {
      queries.setQueryData(getQueryKey(endpoints.getRetention, {}), saved);
      onClose();
    },
  });
  const rows = preview.data?.rows;
  const failure = saving.error ?? preview.error;
  return (
    <FormDialog
      title={t('retention.confirm')}
      submitLabel={t('retention.save')}
      submitColor={rows ? 'error' : undefined}
      isBlocked={rows === undefined}
      isBusy={saving.isPending}
      isReady
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <span role="status">
        {rows === undefined
          ? !preview.error && t('retention.counting')
          : t('retention.goes', { count: rows, formatted: formatCount(rows) })}
      </span>
      {failure && (
        <Alert severity="error" variant="outlined">
          {getProblems(failure).message}
        </Alert>
      )}
    </FormDialog>
  );
}
