import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TimeSuggestion } from '@callboard/plugin-callboard-common';
import {
  ClockTime,
  useActionLabels,
  useEntityTypeLabels,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { callboardTimeTranslationRef } from '../translation';

/** As many lines as a person reads at a glance. */
const MAX_LINES = 3;

/**
 * The activity that a suggestion is based on, line by line. The suggestion itself names the work
 * item.
 */
export function Evidence(props: { evidence: TimeSuggestion['evidence'] }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { evidence } = props;
  const getActionLabel = useActionLabels();
  const getTypeLabel = useEntityTypeLabels();
  const [isExpanded, setAll] = useState(false);
  const shown = isExpanded ? evidence : evidence.slice(0, MAX_LINES);
  const more = evidence.length - shown.length;
  return (
    <>
      <Box
        component="ul"
        aria-label={t('suggestions.evidence')}
        sx={{ m: 0, mt: 0.5, p: 0, listStyle: 'none', typography: 'caption' }}
      >
        {shown.map(({ at, action, entity_type }, line) => (
          <Box
            component="li"
            // Two lines can have the same content.
            key={line}
            sx={{ display: 'flex', gap: 1, color: 'text.secondary' }}
          >
            <ClockTime instant={at} />
            <Box
              component="span"
              sx={{ minWidth: 0, overflowWrap: 'anywhere' }}
            >
              {getActionLabel(action)} {getTypeLabel(entity_type)}
            </Box>
          </Box>
        ))}
      </Box>
      {more > 0 && (
        <Button
          size="small"
          onClick={() => setAll(true)}
          sx={{ px: 0, minWidth: 0 }}
        >
          {t('suggestions.more', { count: more })}
        </Button>
      )}
    </>
  );
}
