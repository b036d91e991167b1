import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  RetentionRule,
  Workspace,
} from '@callboard/plugin-callboard-common';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { callboardPrivacyTranslationRef } from '../translation';
import { ConfirmRules } from './ConfirmRules';
import {
  findDraftProblems,
  toDrafts,
  toRules,
  type DraftRule,
} from './draftRules';
import { RuleFields } from './RuleFields';

/** The retention rules, saved together. */
export function RetentionForm(props: {
  stored: RetentionRule[];
  workspaces: Workspace[];
}) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const { stored, workspaces } = props;
  const [drafts, setDrafts] = useState(() => toDrafts(stored));
  const [areProblemsShown, setProblemsShown] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const rules = toRules(drafts);
  const isChanged = JSON.stringify(rules) !== JSON.stringify(stored);
  const problems = findDraftProblems(drafts);
  const add = () => {
    const key = Math.max(-1, ...drafts.map(draft => draft.key)) + 1;
    const added: DraftRule = {
      key,
      workspace_id: null,
      class: 'views',
      days: '365',
    };
    setDrafts([...drafts, added]);
  };
  return (
    <Stack spacing={2} alignItems="flex-start">
      {drafts.length === 0 && <Typography>{t('retention.empty')}</Typography>}
      {drafts.map(draft => (
        <RuleFields
          key={draft.key}
          draft={draft}
          workspaces={workspaces}
          problem={areProblemsShown ? problems.get(draft.key) : undefined}
          onChange={changed =>
            setDrafts(
              drafts.map(each => (each.key === draft.key ? changed : each)),
            )
          }
          onRemove={() =>
            setDrafts(drafts.filter(({ key }) => key !== draft.key))
          }
        />
      ))}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button startIcon={<AddIcon />} onClick={add}>
          {t('retention.add')}
        </Button>
        {isChanged && (
          <>
            <Button
              variant="contained"
              onClick={() => {
                setProblemsShown(problems.size > 0);
                setConfirming(problems.size === 0);
              }}
            >
              {t('retention.review')}
            </Button>
            <Button onClick={() => setDrafts(toDrafts(stored))}>
              {t('retention.discard')}
            </Button>
          </>
        )}
      </Box>
      {isConfirming && (
        <ConfirmRules rules={rules} onClose={() => setConfirming(false)} />
      )}
    </Stack>
  );
}
