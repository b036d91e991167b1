import type { Activity } from '@callboard/plugin-callboard-common';
import { useChartPalette } from '../charts/useChartPalette';
import { IconText } from '../resources/IconText';
import { getActionStyle } from './actionStyles';
import { useActionPhrase } from './useActionPhrase';
import { useActionLabels } from './useActionLabels';

/** The input of a label: an action of any entity type, or the action of one activity entry. */
type Shown =
  | { action: string; activity?: undefined }
  | {
      activity: Pick<
        Activity,
        'action' | 'entity_type' | 'changes' | 'metadata'
      >;
    };

/** The label of an action, with its icon and colour. @public */
export function ActionLabel(props: Shown) {
  const words = useActionLabels();
  const phrase = useActionPhrase();
  const palette = useChartPalette();
  const action = props.activity ? props.activity.action : props.action;
  const { icon: Icon, colour } = getActionStyle(action);
  const text = props.activity ? phrase(props.activity).before : words(action);
  return (
    <IconText
      icon={<Icon aria-hidden sx={{ color: palette[colour], fontSize: 18 }} />}
      text={text}
      title={props.activity && text}
    />
  );
}
