import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  importedItemFields,
  type WorkItemImportMapping,
  type WorkItemImportResult,
} from '@callboard/plugin-callboard-common';
import {
  findTarget,
  ImportDateOrder,
  ImportMappingSection,
  ImportMappingSelect,
  ImportPersonPicker,
  withTarget,
} from '@callboard/plugin-callboard-react';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useWorkProject } from '../data/WorkProject';
import { callboardWorkImportTranslationRef } from './importTranslation';

/**
 * Chooses which columns, states and people of a file correspond to those of the project. Shows what
 * Callboard recognised, and what the user has chosen since.
 */
export function ImportMapping(props: {
  result: WorkItemImportResult;
  /** The user's choices. */
  chosen: WorkItemImportMapping;
  onChange: (chosen: WorkItemImportMapping) => void;
}) {
  const { t } = useTranslationRef(callboardWorkImportTranslationRef);
  const { states: projectStates, people: members } = useWorkProject();
  const { result, chosen, onChange } = props;
  const { mapping, unmapped } = result;
  const columns = [
    ...new Set([
      ...Object.values({ ...mapping.columns, ...chosen.columns }),
      ...unmapped.columns,
    ]),
  ]
    .flatMap(column => column ?? [])
    .sort()
    .map(name => ({ value: name, label: name }));
  const stateNames = [
    ...new Set([...unmapped.states, ...Object.keys(mapping.states)]),
  ];
  const peopleNames = [
    ...new Set([...unmapped.people, ...Object.keys(chosen.people ?? {})]),
  ];
  const [isOpen, setOpen] = useState(
    result.rows === 0 ||
      result.format === 'file' ||
      unmapped.states.length + unmapped.people.length > 0,
  );
  const set = (
    kind: 'columns' | 'states' | 'people',
    name: string,
    target: string | null | undefined,
  ) =>
    onChange({
      ...chosen,
      [kind]: withTarget<string | null>(chosen[kind] ?? {}, name, target),
    });
  return (
    <Accordion
      disableGutters
      variant="outlined"
      slotProps={{ transition: { unmountOnExit: true } }}
      // The line is for the Accordions above; this one is alone.
      sx={{ borderRadius: 1, '&::before': { display: 'none' } }}
      expanded={isOpen}
      onChange={(_, isExpanded) => setOpen(isExpanded)}
    >
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <div>
          <Typography component="span" sx={{ fontWeight: 600 }}>
            {t('mapping.title')}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {t(`format.${result.format}`)} {t('mapping.hint')}
          </Typography>
        </div>
      </AccordionSummary>
      <AccordionDetails>
        <Stack spacing={3}>
          <ImportMappingSection title={t('mapping.columns')}>
            {importedItemFields.map(field => (
              <ImportMappingSelect
                key={field}
                label={t(`field.${field}`)}
                value={findTarget(field, chosen.columns, mapping.columns) ?? ''}
                emptyLabel={t('mapping.none')}
                options={columns}
                onChange={value => set('columns', field, value || null)}
              />
            ))}
          </ImportMappingSection>
          {stateNames.length > 0 && (
            <ImportMappingSection
              title={t('mapping.states')}
              hint={t('mapping.statesHint')}
            >
              {stateNames.map(name => (
                <ImportMappingSelect
                  key={name}
                  label={name}
                  value={findTarget(name, chosen.states, mapping.states) ?? ''}
                  emptyLabel={t('mapping.initial')}
                  options={projectStates.map(state => ({
                    value: state.id,
                    label: state.name,
                  }))}
                  onChange={value => set('states', name, value || undefined)}
                />
              ))}
            </ImportMappingSection>
          )}
          {peopleNames.length > 0 && (
            <ImportMappingSection
              title={t('mapping.people')}
              hint={t('mapping.peopleHint')}
            >
              {peopleNames.map(name => (
                <ImportPersonPicker
                  key={name}
                  name={name}
                  offered={members}
                  value={findTarget(name, chosen.people)}
                  onChange={userRef => set('people', name, userRef)}
                />
              ))}
            </ImportMappingSection>
          )}
          <ImportDateOrder
            value={chosen.date_order}
            onChange={date_order => onChange({ ...chosen, date_order })}
          />
        </Stack>
      </AccordionDetails>
    </Accordion>
  );
}
