import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { priority } from '@callboard/plugin-callboard-common';
import {
  formatDateRange,
  PersonAvatar,
  useToday,
  type PersonOption,
  ColorDot,
  GroupIcon,
  PriorityIcon,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkTranslationRef } from '../translation';
import { sortCyclesNewestFirst, isCurrentCycle } from './cycles';
import type { ItemField } from './ItemField';
import type { MenuOption } from './MenuOption';

type Picked = Exclude<ItemField, 'estimate'>;

const toMenuOption = ({
  id,
  name,
}: {
  id: string;
  name: string;
}): MenuOption => ({
  value: id,
  label: name,
});

/** Returns the options of the fields of the project's items. */
export function useFieldOptions(): Record<Picked, MenuOption[]> {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { states, labels, cycles, modules, people, me } = useWorkProject();
  const today = useToday();
  return useMemo(() => {
    const toPersonOption = ({ user_ref, name }: PersonOption): MenuOption => ({
      value: user_ref,
      label: user_ref === me.user_ref ? t('me', { name }) : name,
      icon: <PersonAvatar userRef={user_ref} name={name} size={20} />,
    });
    const others = people.filter(({ user_ref }) => user_ref !== me.user_ref);
    return {
      state: states.map(({ id, name, group, color }) => ({
        value: id,
        label: name,
        icon: <GroupIcon group={group} color={color} />,
      })),
      priority: priority.options.map(value => ({
        value,
        label: t(`priority.${value}`),
        icon: <PriorityIcon priority={value} />,
      })),
      assignees: [me, ...others].map(toPersonOption),
      labels: labels.map(label => ({
        ...toMenuOption(label),
        icon: <ColorDot color={label.color} />,
      })),
      cycle: sortCyclesNewestFirst(cycles).map(cycle => ({
        ...toMenuOption(cycle),
        note: [
          formatDateRange(
            {
              start: cycle.start_date ?? undefined,
              end: cycle.end_date ?? undefined,
            },
            today,
          ),
          isCurrentCycle(cycle, today) && t('pick.currentCycle'),
        ]
          .filter(Boolean)
          .join(' · '),
      })),
      module: modules.map(toMenuOption),
    };
  }, [t, states, labels, cycles, modules, people, me, today]);
}
