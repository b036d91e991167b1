import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  MAX_CRITICAL_COUNT,
  MAX_CRITICAL_MINUTES,
  MAX_CRITICAL_ROWS,
  type CriticalRule,
  type CriticalRuleId,
  type CriticalRulePatch,
} from '@callboard/plugin-callboard-common';
import {
  QueryState,
  Section,
  useCallboardQuery,
  formatCount,
  getQueryKey,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Switch from '@mui/material/Switch';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { callboardCriticalTranslationRef } from '../translation';

/** A field for a whole number, saved on blur or Enter. */
function NumberSetting(props: {
  label: string;
  /** The accessible name, for screen reader users who do not see the context of the label. */
  name: string;
  /** Null if not set. */
  value: number | null;
  max: number;
  /** The error for a number out of range. */
  range: string;
  onSave: (value: number) => void;
}) {
  const { label, name, value, max, range, onSave } = props;
  const shown = value === null ? '' : String(value);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const number = Number(text);
  const isValid =
    text === shown || (/^\d+$/.test(text) && number >= 1 && number <= max);
  const save = () => {
    if (isValid && text !== shown && number !== value) {
      onSave(number);
    }
  };
  return (
    <TextField
      size="small"
      label={label}
      value={text}
      error={!isValid}
      helperText={isValid ? undefined : range}
      onChange={({ target }) => setText(target.value)}
      onBlur={save}
      onKeyDown={({ key }) => key === 'Enter' && save()}
      inputProps={{ 'aria-label': name, inputMode: 'numeric' }}
      sx={{ width: 96 }}
    />
  );
}

/** Updates a rule and reports errors. */
function useUpdateRule(id: CriticalRuleId) {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  return useMutation({
    mutationFn: (body: CriticalRulePatch) =>
      client.call(endpoints.updateCriticalRule, { params: { id }, body }),
    onError: () => notify({ title: t('rules.failed'), status: 'danger' }),
    onSettled: () =>
      queries.invalidateQueries({
        queryKey: getQueryKey(endpoints.listCriticalRules),
      }),
  });
}

const limits = {
  count: MAX_CRITICAL_COUNT,
  minutes: MAX_CRITICAL_MINUTES,
  rows: MAX_CRITICAL_ROWS,
} as const;

const ofAll = ['count', 'minutes'] as const;
const withRows = [...ofAll, 'rows'] as const;

/** A rule: its subject, an on/off switch, and its threshold. */
function RuleItem(props: { rule: CriticalRule }) {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const { rule } = props;
  const { id, is_enabled, defaults } = rule;
  const updating = useUpdateRule(id);
  const title = t(`ruleTitle.${id}`);
  const isOn = updating.isPending
    ? updating.variables.is_enabled ?? is_enabled
    : is_enabled;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        gap: 2,
        py: 1.5,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Switch
        checked={isOn}
        onChange={(_, checked) =>
          !updating.isPending && updating.mutate({ is_enabled: checked })
        }
        inputProps={{ 'aria-label': t('rules.isOn', { title }) }}
      />
      <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
        <Box sx={{ fontWeight: 600 }}>{title}</Box>
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {t(`ruleHint.${id}`)}
        </Box>
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
          {t(defaults.rows === null ? 'rules.default' : 'rules.defaultRows', {
            times: formatCount(defaults.count),
            minutes: formatCount(defaults.minutes),
            rows: formatCount(defaults.rows ?? 0),
          })}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 1 }}>
        {(defaults.rows === null ? ofAll : withRows).map(name => (
          <NumberSetting
            key={name}
            label={t(`rules.${name}`)}
            name={t(`rules.${name}Of`, { title })}
            value={rule[name]}
            max={limits[name]}
            range={t('rules.range', { most: formatCount(limits[name]) })}
            onSave={value => updating.mutate({ [name]: value })}
          />
        ))}
      </Box>
    </Box>
  );
}

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
