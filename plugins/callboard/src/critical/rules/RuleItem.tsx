import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MAX_CRITICAL_COUNT,
  MAX_CRITICAL_MINUTES,
  MAX_CRITICAL_ROWS,
  type CriticalRule,
} from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Switch from '@mui/material/Switch';
import { callboardCriticalTranslationRef } from '../translation';
import { NumberSetting } from './NumberSetting';
import { useUpdateRule } from './useUpdateRule';

const limits = {
  count: MAX_CRITICAL_COUNT,
  minutes: MAX_CRITICAL_MINUTES,
  rows: MAX_CRITICAL_ROWS,
} as const;

const ofAll = ['count', 'minutes'] as const;
const withRows = [...ofAll, 'rows'] as const;

/** A rule: its subject, an on/off switch, and its threshold. */
export function RuleItem(props: { rule: CriticalRule }) {
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
