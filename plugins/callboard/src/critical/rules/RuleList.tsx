import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  QueryState,
  Section,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardCriticalTranslationRef } from '../translation';
import { RuleItem } from './RuleItem';

/** The rules of critical events. */
export function RuleList() {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const rules = useCallboardQuery(endpoints.listCriticalRules, {});
  return (
    <Section level={2} title={t('rules.title')} hint={t('rules.hint')}>
      <QueryState query={rules}>
        {({ items }) => (
          <Box
            component="ul"
            aria-label={t('rules.title')}
            sx={{ listStyle: 'none', m: 0, p: 0, maxWidth: 960 }}
          >
            {items.map(rule => (
              <RuleItem key={rule.id} rule={rule} />
            ))}
          </Box>
        )}
      </QueryState>
    </Section>
  );
}
