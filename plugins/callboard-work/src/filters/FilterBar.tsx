import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  toCountParams,
  FilterDrawer,
  SearchField,
  Toolbar,
  GroupIcon,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { type ReactNode, createElement } from 'react';
import { NONE, stateGroup } from '@callboard/plugin-callboard-common';
import { useWorkProject } from '../data/WorkProject';
import { MenuButton } from '../pickers/MenuFrame';
import { type MenuOption, PickMenu } from '../pickers/PickMenu';
import { useFieldOptions } from '../pickers/useFieldOptions';
import { callboardWorkTranslationRef } from '../translation';
import { OpenOnlyToggle } from './OpenOnlyToggle';
import {
  formatRange,
  type ListFilter,
  listFilters,
  rangeFilters,
} from './WorkFilters';
import { RangeMenu } from './RangeMenu';
import { ME } from './workQuery';
import type { WorkFilterState } from './useWorkFilters';

function useFilterOptions(): Record<
  ListFilter,
  { name: string; options: MenuOption[] }
> {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const fields = useFieldOptions();
  const { me } = useWorkProject();
  const createFilter = (
    field: 'assignees' | 'labels' | 'cycle' | 'module',
    options = fields[field],
  ) => ({
    name: t(`field.${field}`),
    options: [{ value: NONE, label: t(`none.${field}`) }, ...options],
  });
  return {
    state: { name: t('field.state'), options: fields.state },
    group: {
      name: t('field.state_group'),
      options: stateGroup.options.map(group => ({
        value: group,
        label: t(`group.${group}`),
        icon: createElement(GroupIcon, { group }),
      })),
    },
    priority: { name: t('field.priority'), options: fields.priority },
    assignee: createFilter(
      'assignees',
      fields.assignees.map(option =>
        option.value === me.user_ref ? { ...option, value: ME } : option,
      ),
    ),
    label: createFilter('labels'),
    cycle: createFilter('cycle'),
    module: createFilter('module'),
  };
}

function RangeButton(props: { state: WorkFilterState; fullWidth?: boolean }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { filters, setRanges } = props.state;
  const count = rangeFilters.filter(name => formatRange(filters[name])).length;
  const name = t('ranges.open');
  return (
    <MenuButton
      text={
        count > 0 ? t('filters.many', { name, number: String(count) }) : name
      }
      isSet={count > 0}
      fullWidth={props.fullWidth}
      renderMenu={(anchor, close) => (
        <RangeMenu
          anchor={anchor}
          filters={filters}
          onChange={setRanges}
          onClose={close}
        />
      )}
    />
  );
}

function FilterButton(props: {
  name: string;
  options: readonly MenuOption[];
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
  fullWidth?: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { name, options, values } = props;
  let text = name;
  if (values.length === 1) {
    const label = options.find(({ value }) => value === values[0])?.label;
    text = t('filters.value', { name, value: label ?? values[0] });
  } else if (values.length > 1) {
    text = t('filters.many', { name, number: String(values.length) });
  }
  return (
    <MenuButton
      text={text}
      isSet={values.length > 0}
      fullWidth={props.fullWidth}
      renderMenu={(anchor, close) => (
        <PickMenu
          multiple
          label={name}
          anchor={anchor}
          options={options}
          selected={values}
          onPick={value =>
            props.onChange(
              values.includes(value)
                ? values.filter(other => other !== value)
                : [...values, value],
            )
          }
          onClose={close}
        />
      )}
    />
  );
}

export function FilterBar(props: {
  state: WorkFilterState;
  /** The number of matching items; undefined while loading. */
  total: number | undefined;
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const { filters, set, setSearch, clear, count } = props.state;
  const { isOpenOnly, setOpenOnly } = props.state;
  const fields = useFilterOptions();
  // Offers the filter by state group only if the URL sets it: users can filter by state instead.
  const offeredFilters = listFilters.filter(
    name => name !== 'group' || filters.group.length > 0,
  );
  const buttons = [
    ...offeredFilters.map(name => (
      <FilterButton
        key={name}
        {...fields[name]}
        fullWidth={isNarrow}
        values={filters[name]}
        onChange={values => set(name, values)}
      />
    )),
    <RangeButton key="ranges" state={props.state} fullWidth={isNarrow} />,
  ];
  return (
    <Box role="search" aria-label={t('filters.region')}>
      <Toolbar label={t('filters.region')}>
        <SearchField
          label={t('filters.search')}
          placeholder={t('filters.searchHint')}
          value={filters.search}
          onChange={setSearch}
        />
        <OpenOnlyToggle isOn={isOpenOnly} onChange={setOpenOnly} />
        {isNarrow ? (
          <FilterDrawer label={t('filters.region')} count={count}>
            {buttons}
            {props.children}
          </FilterDrawer>
        ) : (
          buttons
        )}
        {count > 0 && (
          <Button onClick={() => clear()}>{t('filters.clear')}</Button>
        )}
        <Box
          role="status"
          sx={{ typography: 'body2', fontWeight: 600, px: 1, minHeight: 20 }}
        >
          {props.total !== undefined &&
            t('results.count', toCountParams(props.total))}
        </Box>
      </Toolbar>
    </Box>
  );
}
