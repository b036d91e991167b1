import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NONE, stateGroup } from '@callboard/plugin-callboard-common';
import { GroupIcon } from '@callboard/plugin-callboard-react';
import { createElement } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import type { MenuOption } from '../pickers/MenuOption';
import { useFieldOptions } from '../pickers/useFieldOptions';
import { callboardWorkTranslationRef } from '../translation';
import type { ListFilter } from './WorkFilters';
import { ME } from './buildWorkQuery';

/** Returns the name and the options of each filter. */
export function useFilterOptions(): Record<
  ListFilter,
  { name: string; options: MenuOption[] }
> {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const fields = useFieldOptions();
  const { me } = useWorkProject();
  const createNoneOption = (label: string): MenuOption => ({
    value: NONE,
    label,
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
    assignee: {
      name: t('field.assignees'),
      options: [
        createNoneOption(t('none.assignees')),
        ...fields.assignees.map(option =>
          option.value === me.user_ref ? { ...option, value: ME } : option,
        ),
      ],
    },
    label: {
      name: t('field.labels'),
      options: [createNoneOption(t('none.labels')), ...fields.labels],
    },
    cycle: {
      name: t('field.cycle'),
      options: [createNoneOption(t('none.cycle')), ...fields.cycle],
    },
    module: {
      name: t('field.module'),
      options: [createNoneOption(t('none.module')), ...fields.module],
    },
  };
}
