import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TimeSettings } from '@callboard/plugin-callboard-common';
import {
  getProblems,
  getErrorStatus,
  useLeaveWarning,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState, type FormEvent } from 'react';
import { toRulesDraft, toRulesPatch } from './RulesDraft';
import { RulesFields } from './RulesFields';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';
import { useSaveRules } from './useSaveRules';

/**
 * The time settings of a workspace. A save uses the version that initialised the form, even if a
 * newer one has been loaded since.
 */
export function Rules(props: {
  slug: string;
  settings: TimeSettings;
  /** Reloads the settings. */
  onReload: () => Promise<TimeSettings | undefined>;
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const [base, setBase] = useState(props.settings);
  const [draft, setDraft] = useState(() => toRulesDraft(props.settings));
  const save = useSaveRules(props.slug, base);
  const notify = useToast();
  const patch = toRulesPatch(base, draft);
  const isDirty = !patch || Object.keys(patch).length > 0;
  useLeaveWarning(isDirty);
  const start = (settings: TimeSettings) => {
    setBase(settings);
    setDraft(toRulesDraft(settings));
  };
  const discard = async () => {
    save.reset();
    start((await props.onReload()) ?? props.settings);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (patch && isDirty && !save.isPending) {
      save.mutate(patch, {
        onSuccess: saved => {
          start(saved);
          notify({ status: 'success', title: t('settings.saved') });
        },
      });
    }
  };
  const { message, fields } = getProblems(save.error);
  return (
    <Box
      component="form"
      noValidate
      aria-label={t('settings.label')}
      onSubmit={submit}
    >
      <Stack spacing={2.5} sx={{ maxWidth: 480 }}>
        {save.error && Object.keys(fields).length === 0 && (
          <Alert severity="error">
            {getErrorStatus(save.error) === 412
              ? t('settings.conflict')
              : `${t('settings.failed')} ${message}`}
          </Alert>
        )}
        <RulesFields
          draft={draft}
          problems={fields}
          onChange={change => setDraft({ ...draft, ...change })}
        />
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button
            type="submit"
            variant="contained"
            disabled={!patch || !isDirty}
            aria-disabled={save.isPending}
          >
            {t('settings.save')}
          </Button>
          <Button onClick={discard} disabled={!isDirty}>
            {t('settings.discard')}
          </Button>
        </Box>
      </Stack>
    </Box>
  );
}
