import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  filtersBySource,
  type WidgetFilters,
} from '@callboard/plugin-callboard-common';
import AddIcon from '@mui/icons-material/Add';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { callboardDashboardsEditTranslationRef } from '../edit/editTranslation';
import { FilterFieldList } from '../edit/filters/FilterFieldList';
import type { FilterName } from '../edit/filters/OneFilter';
import { callboardDashboardsSettingsTranslationRef } from './settingsTranslation';

const always: readonly FilterName[] = ['project_ids', 'department_ids'];

const groups = [
  ['work', filtersBySource.work_items],
  ['time', filtersBySource.time],
  ['activity', filtersBySource.activity],
] as const;

/** The filters of all widgets: those that every source has, and any others that the user adds. */
export function ChosenFilters(props: {
  slug: string;
  filters: WidgetFilters | undefined;
  onChange: (filters: WidgetFilters | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSettingsTranslationRef);
  const { t: tEdit } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { slug, filters } = props;
  // A field stays when its last value is removed.
  const [names, setNames] = useState(() => [
    ...new Set([...always, ...(Object.keys(filters ?? {}) as FilterName[])]),
  ]);
  const [anchor, setAnchor] = useState<HTMLElement>();
  // Several sources have a filter for people, which is ambiguous without their heading.
  const labels: Partial<Record<FilterName, string>> = {
    member_ids: t('loggedBy'),
    user_ids: t('doneBy'),
  };
  const close = () => setAnchor(undefined);
  return (
    <div>
      <FilterFieldList {...props} slug={slug} names={names} labels={labels} />
      <Stack
        direction={{ xs: 'column', sm: 'row' }}
        alignItems={{ xs: 'start', sm: 'center' }}
        columnGap={1}
        sx={{ mt: 1 }}
      >
        <Button
          size="small"
          startIcon={<AddIcon />}
          aria-haspopup="menu"
          onClick={event => setAnchor(event.currentTarget)}
          sx={{ flexShrink: 0 }}
        >
          {t('addFilter')}
        </Button>
        <FormHelperText sx={{ mt: 0 }}>{t('filtersHint')}</FormHelperText>
      </Stack>
      <Menu anchorEl={anchor} open={Boolean(anchor)} onClose={close}>
        {groups.flatMap(([group, offered]) => {
          const left = offered.filter(name => !names.includes(name));
          return left.length === 0
            ? []
            : [
                <ListSubheader key={group} role="presentation">
                  {t(`of.${group}`)}
                </ListSubheader>,
                ...left.map(name => (
                  <MenuItem
                    key={name}
                    dense
                    onClick={() => {
                      close();
                      setNames([...names, name]);
                    }}
                  >
                    {labels[name] ?? tEdit(`filterNames.${name}`)}
                  </MenuItem>
                )),
              ];
        })}
      </Menu>
    </div>
  );
}
