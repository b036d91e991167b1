import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { dateOrder, type DateOrder } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId, useState, type ReactNode } from 'react';
import {
  PersonPicker,
  useCatalogPeople,
  type PersonOption,
} from '../people/PersonPicker';
import { SelectField } from '../pickers/SelectField';
import { ValuePicker } from '../pickers/ValuePicker';
import { callboardImportTranslationRef } from './importTranslation';

const MAX_MENU_OPTIONS = 100;

/**
 * Selects the target to which a name or column of the file is mapped, or no target. With more than
 * 100 options, a field that searches the options replaces the menu.
 *
 * @public
 */
export function ImportMappingSelect(props: {
  label: string;
  value: string;
  emptyLabel: string;
  options: ReadonlyArray<{ value: string; label: string }>;
  onChange: (value: string) => void;
}) {
  if (props.options.length > MAX_MENU_OPTIONS) {
    return (
      <ValuePicker
        label={props.label}
        value={props.value || undefined}
        placeholder={props.emptyLabel}
        options={props.options}
        getLabel={value => value}
        onChange={value => props.onChange(value ?? '')}
      />
    );
  }
  return (
    <SelectField
      label={props.label}
      value={props.value}
      options={[{ value: '', label: props.emptyLabel }, ...props.options]}
      onChange={props.onChange}
    />
  );
}

/** A part of a mapping, with its fields in columns. @public */
export function ImportMappingSection(props: {
  title: string;
  hint?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id}>
      <Typography id={id} component="h4" variant="subtitle2" sx={{ m: 0 }}>
        {props.title}
      </Typography>
      {props.hint && (
        <Typography variant="body2" color="text.secondary">
          {props.hint}
        </Typography>
      )}
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))',
          gap: 2,
          mt: 2,
        }}
      >
        {props.children}
      </Box>
    </Box>
  );
}

/** Chooses the order of day and month in the dates of a file. @public */
export function ImportDateOrder(props: {
  value: DateOrder | undefined;
  onChange: (value: DateOrder | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  return (
    <ImportMappingSection title={t('dates.title')} hint={t('dates.hint')}>
      <ImportMappingSelect
        label={t('dates.label')}
        value={props.value ?? ''}
        emptyLabel={t('dates.automatic')}
        options={dateOrder.options.map(value => ({
          value,
          label: t(`dates.${value}`),
        }))}
        onChange={value => props.onChange(dateOrder.safeParse(value).data)}
      />
    </ImportMappingSection>
  );
}

/** Maps a person in a file to a user. @public */
export function ImportPersonPicker(props: {
  name: string;
  value: string | undefined;
  onChange: (userRef: string | undefined) => void;
  /** The people offered before a search; by default, people of the catalog. */
  offered?: readonly PersonOption[];
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { name, offered, ...pickerProps } = props;
  const [search, setSearch] = useState('');
  const { people, isLoading } = useCatalogPeople(search);
  return (
    <PersonPicker
      {...pickerProps}
      label={name}
      placeholder={t('people.choose')}
      options={offered && !search ? [...offered] : people}
      loading={isLoading}
      onSearch={setSearch}
      fullWidth
    />
  );
}

/**
 * Returns a copy of a mapping in which a name has another target. An undefined target removes the
 * name.
 *
 * @public
 */
export function withTarget<Target>(
  mapping: Readonly<Record<string, Target>>,
  name: string,
  target: Target | undefined,
): Record<string, Target> {
  const { [name]: _, ...others } = mapping;
  return target === undefined ? others : { ...others, [name]: target };
}

/** Returns the target of a name in the first mapping that contains the name. @public */
export function findTarget<Target>(
  name: string,
  ...mappings: Array<Readonly<Record<string, Target>> | undefined>
): Target | undefined {
  // `hasOwn`, because a name in a file can be "constructor".
  return mappings.find(mapping => mapping && Object.hasOwn(mapping, name))?.[
    name
  ];
}
