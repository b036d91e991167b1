import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  MAX_CRITICAL_COUNT,
  MAX_CRITICAL_MINUTES,
  MAX_CRITICAL_ROWS,
  type CriticalRule,
  type CriticalRulePatch,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  QueryState,
  Row,
  Section,
  useAllowed,
  useCallboardQuery,
  useEndpointMutation,
  useToast,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useMutationState } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { callboardCriticalTranslationRef } from './translation';

/** A field for a whole number, saved on blur or Enter. */
function NumberSetting(props: {
  label: string;
  /** The label with the name of the rule, for screen readers. */
  accessibleName: string;
  value: number | null;
  max: number;
  disabled: boolean;
  /** The error for a number out of range. */
  rangeError: string;
  onSave: (value: number) => void;
}) {
  const { label, accessibleName, value, max, rangeError, onSave } = props;
  const savedText = value === null ? '' : String(value);
  const [text, setText] = useState(savedText);
  useEffect(() => setText(savedText), [savedText]);
  const number = Number(text);
  // Digits only: no sign, fraction or exponent.
  const isValid =
    text === savedText || (/^\d+$/.test(text) && number >= 1 && number <= max);
  const save = () => {
    if (isValid && text !== savedText && number !== value) {
      onSave(number);
    }
  };
  return (
    <TextField
      size="small"
      label={label}
      value={text}
      disabled={props.disabled}
      error={!isValid}
      helperText={isValid ? undefined : rangeError}
      onChange={({ target }) => setText(target.value)}
      onBlur={save}
      onKeyDown={({ key }) => key === 'Enter' && save()}
      inputProps={{ 'aria-label': accessibleName, inputMode: 'numeric' }}
      sx={{ width: 96 }}
    />
  );
}

const limits = {
  count: MAX_CRITICAL_COUNT,
  minutes: MAX_CRITICAL_MINUTES,
  rows: MAX_CRITICAL_ROWS,
} as const;

const thresholds = ['count', 'minutes'] as const;
const thresholdsWithRows = [...thresholds, 'rows'] as const;

/** Returns a function that updates a rule, and the rule including its unsaved changes. */
function useRule(savedRule: CriticalRule) {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const { id } = savedRule;
  const showToast = useToast();
  const mutationKey = ['callboard', 'critical-rule', id];
  const { mutate } = useEndpointMutation(endpoints.updateCriticalRule, {
    mutationKey,
    // A click on the switch blurs, and so saves, a number field. The scope sends both in turn.
    scope: { id: `callboard-critical-rule-${id}` },
    toRequest: (body: CriticalRulePatch) => ({ params: { id }, body }),
    invalidates: [endpoints.listCriticalRules],
    refetchesAfterFailure: true,
    // Keeps the patch pending, so that the page shows it until the rule is refetched.
    onSuccess: (_response, _patch, refreshed) => refreshed,
    onError: () => showToast({ title: t('rules.failed'), status: 'danger' }),
  });
  const patches = useMutationState({
    filters: { mutationKey, status: 'pending' },
    select: ({ state }) => state.variables as CriticalRulePatch,
  });
  const rule: CriticalRule = Object.assign({}, savedRule, ...patches);
  return { rule, update: mutate };
}

function RuleItem(props: { rule: CriticalRule }) {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const { rule, update } = useRule(props.rule);
  const { id, defaults } = rule;
  const canUpdate = useAllowed(permissions.criticalRule.update);
  const title = t(`ruleTitle.${id}`);
  return (
    <Row
      component="li"
      alignItems="flex-start"
      gap={2}
      sx={{ py: 1.5, borderBottom: 1, borderColor: 'divider' }}
    >
      <Switch
        checked={rule.is_enabled}
        disabled={!canUpdate}
        onChange={(_, checked) => update({ is_enabled: checked })}
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
        {(defaults.rows === null ? thresholds : thresholdsWithRows).map(
          name => (
            <NumberSetting
              key={name}
              label={t(`rules.${name}`)}
              accessibleName={t(`rules.${name}Of`, { title })}
              value={rule[name]}
              max={limits[name]}
              disabled={!canUpdate}
              rangeError={t('rules.range', { most: formatCount(limits[name]) })}
              onSave={value => update({ [name]: value })}
            />
          ),
        )}
      </Box>
    </Row>
  );
}

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
